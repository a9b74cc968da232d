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

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.pop3x.testing.MailCorpus;
import io.github.pop3x.testing.RawClient;
import io.github.pop3x.testing.mail.MappedCorpus;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every mail of the corpus, mapped, as GreenMail sends it. */
class GreenMailMappedCorpusTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3));

    @BeforeEach
    void start() {
        server.setUser("alice@example.org", "alice", "s3cret");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void everyMailIsMappedAsItsOctetsSay() throws Exception {
        Map<String, byte[]> corpus = MailCorpus.all();
        for (byte[] mail : corpus.values()) {
            server.getUserManager()
                    .getUser("alice")
                    .deliver(new MimeMessage(
                            GreenMailUtil.getSession(ServerSetup.POP3), new ByteArrayInputStream(mail)));
        }
        int port = server.getPop3().getPort();
        MappedCorpus.assertMapped(
                "pop3x:127.0.0.1:" + port + "?tls=none&username=alice&password=s3cret",
                List.copyOf(corpus.keySet()),
                new RawClient(port).login("alice", "s3cret"));
    }
}
