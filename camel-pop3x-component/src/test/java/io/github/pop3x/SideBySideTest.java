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

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.testing.MailCorpus;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import jakarta.activation.DataHandler;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The corpus through camel-mail's consumer and through ours, from the same server: whatever camel-mail gives is there here,
 * but for the differences that docs/migrating.md explains.
 */
class SideBySideTest {

    /** What camel-mail has otherwise, and why. */
    private static final Map<String, String> EXPLAINED = Map.of(
            "stalwart/legacy-035.eml C:TEMPnsmail39.png", "a drive is no part of a name",
            "stalwart/legacy-035.eml C:TEMPnsmailEG.png", "a drive is no part of a name",
            "stalwart/legacy-039.eml C:TEMPnsmailNM.png", "a drive is no part of a name",
            "stalwart/legacy-039.eml C:TEMPnsmailV0.png", "a drive is no part of a name",
            "spamassassin/nice-unicode1.eml subject", "two words that share a character are one",
            "every octet text", "octets from 128 to 159 are characters of windows-1252",
            "raw UTF-8 in the header subject", "octets that are UTF-8 are read as that (RFC 6532)",
            "raw UTF-8 in the header text", "octets that are UTF-8 are read as that where no charset is declared",
            "stalwart/rfc-008.eml attached_email.eml", "a message that is encoded is decoded here");

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final List<String> names = new ArrayList<>(MailCorpus.all().keySet());
    private final Map<Integer, View> ours = new ConcurrentHashMap<>();
    private final Map<Integer, View> theirs = new ConcurrentHashMap<>();

    /** What a route sees: the text only where it is a String. */
    private record View(String subject, String text, Map<String, String> attachments) {}

    @Test
    void everyHeaderOfCamelMailIsPresent() throws Exception {
        Maildrop maildrop = new Maildrop();
        MailCorpus.all()
                .values()
                .forEach(mail -> maildrop.add("u" + maildrop.uids().size(), MailCorpus.asServersSendIt(mail)));
        server.answers(maildrop);
        try (PolledRoute route = PolledRoute.from(
                server,
                "mapMailMessage=true&spoolThreshold=2000000",
                exchange -> ours.put(
                        exchange.getIn().getHeader(Pop3xConstants.MESSAGE_NUMBER, int.class), view(exchange)))) {
            route.poll();
            assertEquals(List.of(), route.reports());
        }
        pollWithCamelMail();
        assertEquals(names.size(), ours.size(), "every mail is routed here");
        assertTrue(theirs.size() > names.size() / 2, () -> theirs.size() + " of them by camel-mail");
        List<String> missing = new ArrayList<>();
        theirs.forEach((number, view) -> compare(names.get(number - 1), ours.get(number), view, missing));
        missing.removeAll(EXPLAINED.keySet());
        assertEquals(List.of(), missing);
    }

    private static View view(Exchange exchange) throws Exception {
        AttachmentMessage mail = exchange.getIn(AttachmentMessage.class);
        Map<String, String> attachments = new TreeMap<>();
        for (Map.Entry<String, DataHandler> attachment : mail.getAttachments().entrySet()) {
            attachments.put(attachment.getKey(), octets(attachment.getValue()));
        }
        String text = mail.getBody() instanceof String string ? string : null;
        return new View(String.valueOf(mail.getHeader("Subject")).strip(), text, attachments);
    }

    /** A character is an octet. */
    private static String octets(DataHandler content) throws Exception {
        try (InputStream in = content.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Its own options for decoding are on, and those mails are left out at which it fails. */
    private void pollWithCamelMail() throws Exception {
        CountDownLatch polled = new CountDownLatch(1);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("polled", new DefaultPollingConsumerPollStrategy() {
                @Override
                public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
                    polled.countDown();
                }
            });
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("pop3:" + server.host() + ":" + server.port()
                                    + "?username=alice&password=s3cret&initialDelay=0&delay=3600000&pollStrategy=#polled"
                                    + "&skipFailedMessage=true&decodeFilename=true&mimeDecodeHeaders=true")
                            .process(exchange -> theirs.put(number(exchange), view(exchange)));
                }
            });
            context.start();
            assertTrue(polled.await(2, TimeUnit.MINUTES));
        }
    }

    private static int number(Exchange exchange) {
        return exchange.getIn(MailMessage.class).getOriginalMessage().getMessageNumber();
    }

    private static void compare(String name, View ours, View theirs, List<String> missing) {
        // A TAB that a line was folded with is a blank here.
        if (!theirs.subject().replace('\t', ' ').equals(ours.subject())) {
            missing.add(name + " subject");
        }
        boolean noText = ours.text() == null || ours.text().isEmpty();
        if (theirs.text() != null && !noText && !theirs.text().equals(ours.text())) {
            missing.add(name + " text");
        }
        theirs.attachments().forEach((attachment, octets) -> {
            if (!octets.equals(ours.attachments().get(attachment))) {
                missing.add(name + " " + attachment);
            }
        });
    }
}
