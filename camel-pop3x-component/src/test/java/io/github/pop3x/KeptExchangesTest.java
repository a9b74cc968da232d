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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.SpooledRoutes;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConversionException;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a mock endpoint, or a collection, holds of a mail after its exchange is done. */
class KeptExchangesTest {

    private static final String SMALL = "Subject: small\r\n\r\nHello\r\n";
    private static final String TEN_LINES = "All work and no play makes Jack a dull boy, and Jill too.\r\n".repeat(10);
    private static final String LONG_TEXT = "All work and no play\r\n".repeat(1_000);
    private static final String LONG = "Subject: long\r\n\r\n" + LONG_TEXT;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path spool;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Exchange> collected = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        context.stop();
    }

    /** What a mock endpoint has of one mail that was deleted since. */
    private Exchange mocked(String mail, String options) throws Exception {
        return poll(List.of(mail), options, "mock:end").get(0);
    }

    private List<Exchange> poll(List<String> mails, String options, String target) throws Exception {
        Maildrop maildrop = new Maildrop();
        mails.forEach(mail -> maildrop.add("u" + maildrop.uids().size(), mail));
        server.answers(maildrop);
        String uri = "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&password=s3cret&tls=none&delete=true&initialDelay=0&delay=50&spoolThreshold=1000"
                + "&spoolDirectory=" + spool + options;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to(target);
                from("seda:collection").process(collected::add);
            }
        });
        MockEndpoint mock = context.getEndpoint("mock:end", MockEndpoint.class);
        context.start();
        await().until(() -> maildrop.removals().size() == mails.size()
                && context.getInflightRepository().size() == 0);
        return mock.getReceivedExchanges().isEmpty() ? collected : mock.getReceivedExchanges();
    }

    private static String raw(Exchange kept) {
        return kept.getProperty(Pop3xConstants.RAW_MESSAGE, String.class);
    }

    @Test
    void aMockEndpointReadsTheOctetsOfASmallMail() throws Exception {
        Exchange kept = mocked(SMALL, "&mapMailMessage=false");
        for (int reading = 0; reading < 2; reading++) {
            assertEquals(SMALL, kept.getIn().getBody(String.class));
        }
        assertEquals("small", kept.getIn().getBody(MimeMessage.class).getSubject());
    }

    @Test
    void aMockEndpointReadsTheRawMessageOfASmallMappedMail() throws Exception {
        Exchange kept = mocked(SMALL, "");
        assertEquals("Hello\r\n", kept.getIn().getBody(String.class));
        assertEquals(SMALL, raw(kept));
        assertEquals(
                "small",
                kept.getProperty(Pop3xConstants.RAW_MESSAGE, MimeMessage.class).getSubject());
    }

    @Test
    void aCollectionBehindSedaReadsASmallMail() throws Exception {
        Exchange kept = poll(List.of(SMALL), "", "seda:collection").get(0);
        assertEquals("Hello\r\n", kept.getIn().getBody(String.class));
        assertEquals(SMALL, raw(kept));
    }

    @Test
    void smallMailsThatAreKeptLeaveTheMemoryToOthers() throws Exception {
        context.getComponent("pop3x", Pop3xComponent.class).setSpoolMemory(4_000);
        List<String> mails = IntStream.range(0, 8)
                .mapToObj(number -> SMALL + ".".repeat(60) + "\r\n" + "x".repeat(60) + number + "\r\n" + TEN_LINES)
                .toList();
        List<Exchange> kept = poll(mails, "&mapMailMessage=false&prefetch=1", "mock:end");
        for (int i = 0; i < mails.size(); i++) {
            StreamCache body = kept.get(i).getIn().getBody(StreamCache.class);
            assertTrue(body.inMemory(), "mail " + i);
            assertEquals(mails.get(i), kept.get(i).getIn().getBody(String.class));
        }
    }

    @Test
    void attachmentsThatAreKeptLeaveTheMemoryToOthers() throws Exception {
        context.getComponent("pop3x", Pop3xComponent.class).setSpoolMemory(4_000);
        List<Exchange> kept = poll(Collections.nCopies(8, withAttachment(TEN_LINES)), "&prefetch=1", "mock:end");
        for (int i = 0; i < 8; i++) {
            StreamCache octets = kept.get(i).getProperty(Pop3xConstants.RAW_MESSAGE, StreamCache.class);
            assertTrue(octets.inMemory(), "mail " + i);
            assertEquals(TEN_LINES, attachment(kept.get(i)));
        }
    }

    private static String withAttachment(String text) {
        return "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHello\r\n--x\r\n"
                + "Content-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment\r\n\r\n" + text
                + "\r\n--x--\r\n";
    }

    private static String attachment(Exchange kept) throws IOException {
        try (InputStream octets =
                kept.getIn(AttachmentMessage.class).getAttachment("a.txt").getInputStream()) {
            return new String(octets.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void theFileOfALongMailIsGoneAndTheMessageSaysWhatKeepsIt() throws Exception {
        Exchange kept = mocked(LONG, "&mapMailMessage=false");
        Exception gone =
                assertThrows(TypeConversionException.class, () -> kept.getIn().getBody(String.class));
        assertTrue(gone.getMessage().contains("releaseOnCompletion=false"), gone.getMessage());
    }

    @Test
    void releaseOnCompletionFalseKeepsTheFileOfALongMail() throws Exception {
        Exchange kept = mocked(LONG, "&mapMailMessage=false&releaseOnCompletion=false");
        assertEquals(LONG, kept.getIn().getBody(String.class));
    }

    @Test
    void releaseOnCompletionFalseKeepsTheLongTextAndTheRawMessage() throws Exception {
        Exchange kept = mocked(LONG, "&releaseOnCompletion=false");
        assertEquals(LONG_TEXT, kept.getIn().getBody(String.class));
        assertEquals(LONG, raw(kept));
    }

    @Test
    void releaseOnCompletionFalseKeepsALongMailInACollectionBehindSeda() throws Exception {
        Exchange kept = poll(List.of(LONG), "&releaseOnCompletion=false", "seda:collection")
                .get(0);
        assertEquals(LONG_TEXT, kept.getIn().getBody(String.class));
        assertEquals(LONG, raw(kept));
    }

    @Test
    void anAttachmentOfALongMailIsKeptInAnyCase() throws Exception {
        assertEquals(LONG_TEXT, attachment(mocked(withAttachment(LONG_TEXT), "")));
    }

    /** Several mails, so that what holds the file of one is not the last exchange alone. */
    @Test
    void theFilesThatAreKeptGoWhenNothingCanReachTheMails() throws Exception {
        List<Exchange> kept = Collections.synchronizedList(new ArrayList<>());
        try (SpooledRoutes routes = new SpooledRoutes(
                server, spool, List.of("a", "b", "c"), (r, mail) -> r.from(mail + "&releaseOnCompletion=false")
                        .process(kept::add))) {
            routes.poll();
            await().until(() -> routes.removed().size() == 3);
            assertEquals(3, routes.files().size());
            kept.forEach(routes::arrive);
            assertEquals(List.of("a", "b", "c"), routes.arrived());
            kept.clear();
            routes.awaitNoFiles();
        }
    }
}
