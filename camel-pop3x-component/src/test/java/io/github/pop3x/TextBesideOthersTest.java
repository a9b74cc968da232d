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

import java.util.Locale;
import java.util.Map;

import io.github.pop3x.spool.SpooledBody;
import io.github.pop3x.testing.MailCorpus;
import io.github.pop3x.testing.mail.MailMapper;
import io.github.pop3x.testing.mail.PlainText;
import io.github.pop3x.testing.parser.Differences;
import io.github.pop3x.testing.parser.ExplainedTexts;
import io.github.pop3x.testing.parser.OtherParser;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;

/** The body of an exchange, beside the text that the same rules find in the trees of other parsers. */
class TextBesideOthersTest {

    @Test
    void theBodyIsTheTextThatOthersRead() throws Exception {
        Differences differences = new Differences();
        try (MailMapper mapper = new MailMapper("")) {
            for (Map.Entry<String, byte[]> entry : MailCorpus.all().entrySet()) {
                byte[] mail = MailCorpus.asServersSendIt(entry.getValue());
                String ours = text(mapper.map(mail));
                for (OtherParser parser : OtherParser.ALL) {
                    Differences.Place place = new Differences.Place(entry.getKey(), parser.name(), "text");
                    // A mail that a parser gives up is one of those that differ in their attachments.
                    parser.partsIfAny(mail)
                            .ifPresent(parts -> differences.compare(
                                    place, ours, PlainText.of(parts).shown()));
                }
            }
        }
        differences.areThose(ExplainedTexts.ALL);
    }

    private static String text(Exchange exchange) {
        Message message = exchange.getIn();
        if (message.getBody() instanceof SpooledBody) {
            return "octets, since nothing can be read";
        }
        String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        return shown(type.replaceFirst("(?s)[;\\s].*", ""), message.getBody(String.class));
    }

    /** Where there is no text, its type is a matter of taste. */
    private static String shown(String type, String text) {
        return text.isEmpty() ? "" : type.toLowerCase(Locale.ROOT) + ": " + text;
    }
}
