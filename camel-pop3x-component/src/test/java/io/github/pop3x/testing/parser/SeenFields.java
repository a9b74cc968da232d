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
package io.github.pop3x.testing.parser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.pop3x.mime.HeaderFields;
import org.apache.camel.Exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The headers of an exchange, to be compared with the fields that other parsers find. Stateless. */
public final class SeenFields {

    /** On the exchange this one tells of the body; it is compared with the text. */
    public static final String CONTENT_TYPE = "content-type";

    private SeenFields() {}

    /** By name in lower case; of addresses with encoded words, the mailboxes that a reader of the header finds in it. */
    public static Map<String, List<String>> of(Exchange exchange, byte[] mail) throws IOException {
        Map<String, List<String>> fields = new TreeMap<>();
        Map<String, List<String>> asTheyCame =
                HeaderFields.read(new ByteArrayInputStream(mail)).all();
        exchange.getIn().getHeaders().forEach((header, value) -> {
            if (!header.startsWith("Camel") && !header.equalsIgnoreCase(CONTENT_TYPE)) {
                String name = header.toLowerCase(Locale.ROOT);
                List<?> values = value instanceof List<?> list ? list : List.of(value);
                List<String> cameAs = asTheyCame.get(header);
                assertEquals(cameAs.size(), values.size(), header);
                List<String> read = new ArrayList<>();
                for (int i = 0; i < values.size(); i++) {
                    String text = (String) values.get(i);
                    boolean mailboxes = OtherParser.holdsMailboxes(name, cameAs.get(i));
                    read.add(mailboxes ? JakartaMailParser.mailboxes(text) : text);
                }
                fields.put(name, read);
            }
        });
        return fields;
    }
}
