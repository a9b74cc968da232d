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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.diagnosis.DiagnosisReport;
import io.github.pop3x.testing.DovecotMailbox;
import io.github.pop3x.testing.DovecotServer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each operation against a server that everybody has. */
@Tag("dovecot")
class DovecotProducerTest {

    @RegisterExtension
    static final DovecotServer DOVECOT = new DovecotServer();

    private final DefaultCamelContext context = new DefaultCamelContext();
    private ProducerTemplate producer;
    private DovecotMailbox mailbox;
    private String user;

    @BeforeEach
    void begin() {
        context.start();
        producer = context.createProducerTemplate();
    }

    private void deliver(String name) throws Exception {
        user = name;
        mailbox = DOVECOT.mailbox(name)
                .deliver(Stream.of("one", "two", "three")
                        .map(subject -> "Subject: " + subject + "\r\n\r\nHello\r\n.\r\n")
                        .map(mail -> mail.getBytes(StandardCharsets.US_ASCII))
                        .toList());
    }

    @AfterEach
    void end() {
        context.stop();
    }

    private String uri(String options) {
        return "pop3x:" + DOVECOT.host() + ":" + DOVECOT.port() + "?tls=none&mapMailMessage=false&username=" + user
                + "&password=" + DovecotServer.PASSWORD + "&" + options;
    }

    private <T> T result(Class<T> type, String options, Object body) {
        return assertInstanceOf(type, producer.requestBody(uri(options), body));
    }

    private List<UniqueId> uids() {
        List<?> listed = result(List.class, "operation=uidl", null);
        return listed.stream().map(UniqueId.class::cast).toList();
    }

    @Test
    void readOnlyOperationsDeleteNothing() throws Exception {
        deliver("looks");
        assertEquals(3, result(DropListing.class, "operation=stat", null).count());
        assertEquals(3, result(List.class, "operation=list", null).size());
        assertEquals(
                uids().get(1).uid(),
                assertInstanceOf(
                                Pop3Message.class,
                                producer.requestBodyAndHeader(
                                        uri("operation=list"), null, Pop3xConstants.MESSAGE_NUMBER, 2))
                        .uid());
        assertTrue(result(Capabilities.class, "operation=capa", null).has("UIDL"));
        assertFalse(result(Reached.class, "operation=noop", null).roundTrip().isZero());
        result(Reached.class, "operation=verify", null);
        assertTrue(result(DiagnosisReport.class, "operation=diagnose", null)
                .failure()
                .isEmpty());
        assertEquals(3, mailbox.count());
    }

    @Test
    void retrieveAndTopReturnTheMessagesOctets() throws Exception {
        deliver("retrieves");
        String mail =
                producer.requestBody(uri("operation=retrieve"), uids().get(2).uid(), String.class);
        assertEquals("Subject: three\r\n\r\nHello\r\n.\r\n", mail);
        List<?> tops = result(List.class, "operation=top&topLines=1", List.of(1, 3));
        assertEquals("Subject: three\r\n\r\nHello\r\n", ((Message) tops.get(1)).getBody(String.class));
        assertEquals(3, mailbox.count());
    }

    @Test
    void deleteRemovesAllNamedMessagesOrNone() throws Exception {
        deliver("deletes");
        List<UniqueId> before = uids();
        Exchange failed = producer.request(uri("operation=delete"), exchange -> exchange.getIn()
                .setHeaders(Map.of(Pop3xConstants.UID, List.of(before.get(0).uid(), "gone"))));
        assertInstanceOf(Pop3xNoSuchMessageException.class, failed.getException());
        assertEquals(3, mailbox.count());
        assertEquals(1, result(Removed.class, "operation=delete", before.get(1)).count());
        assertEquals(
                List.of(before.get(0).uid(), before.get(2).uid()),
                uids().stream().map(UniqueId::uid).toList());
        assertEquals(
                2,
                result(Removed.class, "operation=deleteAll&confirm=true", null).count());
        assertEquals(0, mailbox.count());
    }
}
