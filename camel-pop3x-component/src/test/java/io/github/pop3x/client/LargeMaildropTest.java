/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on
 * an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the
 * specific language governing permissions and limitations under the License.
 */
package io.github.pop3x.client;

import java.util.OptionalLong;
import java.util.stream.LongStream;

import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.MessageSource;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Sizes beyond 32 bits are listed as they are, of one message and of all together. */
class LargeMaildropTest {

    private static final long GIB = 1L << 30;
    private static final MessageSource SMALL = MessageSource.of(new byte[0]);

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private Pop3Session open(Maildrop maildrop) throws Exception {
        server.answers(maildrop);
        return Pop3Client.open(Pop3ClientOptions.builder(server.host(), CredentialsProvider.of("alice", "s3cret"))
                .tls(TlsMode.NONE)
                .port(server.port())
                .build());
    }

    @Test
    void oneMessageOfSixGib() throws Exception {
        try (Pop3Session session = open(new Maildrop().add("six", SMALL, 6 * GIB))) {
            assertEquals(new DropListing(1, 6 * GIB), session.stat());
            assertEquals(OptionalLong.of(6 * GIB), session.list().sizeOf(1));
            assertEquals(6 * GIB, session.messages().get(0).size());
            session.quit();
        }
    }

    @Test
    void sixMessagesOfOneGib() throws Exception {
        Maildrop maildrop = new Maildrop();
        LongStream.rangeClosed(1, 6).forEach(number -> maildrop.add("uid-" + number, SMALL, GIB));
        try (Pop3Session session = open(maildrop)) {
            assertEquals(new DropListing(6, 6 * GIB), session.stat());
            assertEquals(
                    6 * GIB,
                    session.messages().stream().mapToLong(Pop3Message::size).sum());
            session.quit();
        }
    }
}
