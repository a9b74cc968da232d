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
package io.github.pop3x;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.testing.DovecotMailbox;
import io.github.pop3x.testing.DovecotServer;
import io.github.pop3x.testing.RawClient;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A maildrop of thousands. */
@Tag("dovecot")
class DovecotManyMessagesTest {

    @RegisterExtension
    static final DovecotServer DOVECOT = new DovecotServer();

    private static final int COUNT = Integer.getInteger("pop3x.messages", 2_000);
    private static final int POLLS = 100;

    private static DovecotMailbox full(String user) {
        byte[] message = "From: bob@example.org\r\nSubject: one of many\r\n\r\nHello\r\n.\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        return DOVECOT.mailbox(user).deliver(Collections.nCopies(COUNT, message));
    }

    @Test
    void allAreRoutedOnceAndDeleted() throws Exception {
        DovecotMailbox mailbox = full("drained");
        String uri = "pop3x:127.0.0.1:" + DOVECOT.port() + "?tls=none&mapMailMessage=false&username=drained&password="
                + DovecotServer.PASSWORD + "&delete=true";
        try (PolledRoute route = new PolledRoute(uri, exchange -> {})) {
            for (int polls = 1; polls <= POLLS && route.poll() != 0; polls++) {
                assertEquals(List.of(), route.reports());
            }
            List<String> uids = route.takeUids();
            assertEquals(COUNT, uids.size());
            assertEquals(COUNT, new HashSet<>(uids).size());
            assertEquals(0, mailbox.count());
            assertEquals(0, route.poll());
        }
    }

    @Test
    void theListingsTellOfEachWhatARawClientReads() throws Exception {
        full("listed");
        List<String> sizes;
        List<String> uids;
        try (var client = new RawClient(DOVECOT.port()).login("listed", DovecotServer.PASSWORD)) {
            client.command("LIST");
            sizes = lines(client.readBody());
            client.command("UIDL");
            uids = lines(client.readBody());
        }
        Pop3ClientOptions options = Pop3ClientOptions.builder(
                        DOVECOT.host(), CredentialsProvider.of("listed", DovecotServer.PASSWORD))
                .tls(TlsMode.NONE)
                .port(DOVECOT.port())
                .build();
        try (Pop3Session session = Pop3Client.open(options)) {
            var messages = session.messages();
            assertEquals(COUNT, messages.size());
            assertEquals(
                    sizes,
                    messages.stream()
                            .map(each -> each.number() + " " + each.size())
                            .toList());
            assertEquals(
                    uids,
                    messages.stream()
                            .map(each -> each.number() + " " + each.uid())
                            .toList());
            assertEquals(COUNT, session.stat().count());
            session.quit();
        }
    }

    private static List<String> lines(byte[] body) {
        return new String(body, StandardCharsets.US_ASCII).lines().toList();
    }
}
