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

import java.util.List;
import java.util.Map;

import io.github.pop3x.testing.DovecotServer;
import io.github.pop3x.testing.MailCorpus;
import io.github.pop3x.testing.RawClient;
import io.github.pop3x.testing.mail.MappedCorpus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every mail of the corpus, mapped, as Dovecot sends it. */
@Tag("dovecot")
class DovecotMappedCorpusTest {

    @RegisterExtension
    static final DovecotServer DOVECOT = new DovecotServer();

    @Test
    void everyMailIsMappedAsItsOctetsSay() throws Exception {
        Map<String, byte[]> corpus = MailCorpus.all();
        DOVECOT.mailbox("mapped").deliver(corpus.values());
        MappedCorpus.assertMapped(
                "pop3x:127.0.0.1:" + DOVECOT.port() + "?tls=none&username=mapped&password=" + DovecotServer.PASSWORD,
                List.copyOf(corpus.keySet()),
                new RawClient(DOVECOT.port()).login("mapped", DovecotServer.PASSWORD));
    }
}
