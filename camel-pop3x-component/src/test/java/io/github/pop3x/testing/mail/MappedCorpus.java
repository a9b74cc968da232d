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
package io.github.pop3x.testing.mail;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.testing.RawClient;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Mails that a real server holds, mapped: a route sees of each what the octets say that the server sends, and has all of
 * these as a property. What the octets say is compared elsewhere with what other parsers make of them.
 */
public final class MappedCorpus {

    private MappedCorpus() {}

    private record Seen(String view, byte[] octets, String sha256) {}

    /**
     * Polls a mailbox that holds mails numbered from 1.
     *
     * @param uri with all that a login needs
     * @param raw logged in to the same mailbox; closed before the poll, since a server may allow but one session
     */
    public static void assertMapped(String uri, List<String> names, RawClient raw) throws Exception {
        Map<Integer, Seen> seen = new ConcurrentHashMap<>();
        Map<Integer, byte[]> sent = new ConcurrentHashMap<>();
        try (raw) {
            for (int number = 1; number <= names.size(); number++) {
                sent.put(number, raw.retrieve(number));
            }
        }
        try (MailMapper mapper = new MailMapper("");
                PolledRoute route = new PolledRoute(
                        uri + "&mapMailMessage=true&sha256=true",
                        exchange -> seen.put(
                                exchange.getIn().getHeader(Pop3xConstants.MESSAGE_NUMBER, int.class), see(exchange)))) {
            assertEquals(names.size(), route.poll());
            assertEquals(List.of(), route.reports());
            assertEquals(names.size(), seen.size());
            for (Map.Entry<Integer, byte[]> mail : sent.entrySet()) {
                String name = names.get(mail.getKey() - 1);
                Seen one = seen.get(mail.getKey());
                assertArrayEquals(mail.getValue(), one.octets(), name);
                assertEquals(sha256(mail.getValue()), one.sha256(), name);
                assertEquals(MappedView.of(mapper.map(mail.getValue())), one.view(), name);
            }
        }
    }

    private static Seen see(Exchange exchange) throws Exception {
        return new Seen(
                MappedView.of(exchange),
                exchange.getProperty(Pop3xConstants.RAW_MESSAGE, byte[].class),
                exchange.getIn().getHeader(Pop3xConstants.SHA256, String.class));
    }

    private static String sha256(byte[] octets) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    }
}
