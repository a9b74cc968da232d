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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import jakarta.activation.DataHandler;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mail.SplitAttachmentsExpression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.aggregate.GroupedExchangeAggregationStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Mapped mails, spooled to files, in routes that copy them, keep them, take them apart, or fail with them. */
class MappedRoutesTest {

    private static final String MAIL = """
            Subject: number %s
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: text/plain; charset=utf-8

            text %s
            --m
            Content-Type: application/pdf; name=a.pdf
            Content-Transfer-Encoding: base64

            JVBERi0x
            --m
            Content-Type: text/csv; name=b.csv

            1;2
            --m--
            """;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        context.stop();
    }

    private String uri() {
        Maildrop maildrop = new Maildrop();
        List.of("a", "b").forEach(uid -> maildrop.add(uid, MAIL.formatted(uid, uid)));
        server.answers(maildrop);
        return "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&password=s3cret&tls=none&spoolThreshold=0&initialDelay=0&delay=50";
    }

    private void note(Exchange exchange) throws Exception {
        AttachmentMessage mail = exchange.getMessage(AttachmentMessage.class);
        StringBuilder view = new StringBuilder(mail.getBody(String.class));
        for (Map.Entry<String, DataHandler> attachment : mail.getAttachments().entrySet()) {
            try (InputStream in = attachment.getValue().getInputStream()) {
                String content = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
                view.append(", ").append(attachment.getKey()).append('=').append(content);
            }
        }
        String octets = exchange.getProperty(Pop3xConstants.RAW_MESSAGE, String.class);
        view.append(", octets ").append(octets, 0, octets.indexOf('\r'));
        seen.add(view.toString());
    }

    private void assertSeen(RouteBuilder routes, String... expected) throws Exception {
        context.addRoutes(routes);
        context.start();
        await().until(() -> seen.size() >= expected.length);
        List<String> sorted = new ArrayList<>(seen);
        Collections.sort(sorted);
        assertEquals(List.of(expected), sorted);
    }

    private static String whole(String uid) {
        return "text " + uid + ", a.pdf=%PDF-1, b.csv=1;2, octets Subject: number " + uid;
    }

    @Test
    void multicastInParallelGivesEachItsOwn() throws Exception {
        String uri = uri();
        assertSeen(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri).multicast().parallelProcessing().to("direct:one", "direct:two");
                        from("direct:one").process(exchange -> note(exchange));
                        from("direct:two").process(exchange -> note(exchange));
                    }
                },
                whole("a"),
                whole("a"),
                whole("b"),
                whole("b"));
    }

    @Test
    void everythingOutlivesItsExchangeInAnAggregate() throws Exception {
        String uri = uri();
        assertSeen(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri)
                                .aggregate(constant(true), new GroupedExchangeAggregationStrategy())
                                .completionSize(2)
                                .split(body())
                                .process(exchange -> note(exchange.getMessage().getBody(Exchange.class)));
                    }
                },
                whole("a"),
                whole("b"));
    }

    @Test
    void aTapAndAQueueReadAllInTheirOwnTime() throws Exception {
        String uri = uri();
        assertSeen(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri).wireTap("direct:tap").to("seda:far");
                        from("direct:tap").process(exchange -> note(exchange));
                        from("seda:far").process(exchange -> note(exchange));
                    }
                },
                whole("a"),
                whole("a"),
                whole("b"),
                whole("b"));
    }

    @Test
    void redeliveryReadsAllAgain() throws Exception {
        String uri = uri();
        AtomicInteger attempts = new AtomicInteger();
        assertSeen(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(
                                defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
                        from(uri).process(exchange -> {
                            note(exchange);
                            if (attempts.incrementAndGet() % 2 == 1) {
                                throw new IllegalStateException("once more");
                            }
                        });
                    }
                },
                whole("a"),
                whole("a"),
                whole("b"),
                whole("b"));
    }

    @Test
    void camelMailSplitsTheAttachments() throws Exception {
        String uri = uri();
        assertSeen(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri)
                                .split(new SplitAttachmentsExpression())
                                .process(exchange ->
                                        seen.add(exchange.getMessage().getBody(String.class)));
                    }
                },
                "%PDF-1",
                "%PDF-1",
                "1;2",
                "1;2");
    }

    @Test
    void theMimeDataFormatPutsAMailTogetherAgain() throws Exception {
        String uri = uri();
        assertSeen(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri)
                                .convertBodyTo(String.class)
                                .marshal()
                                .mimeMultipart()
                                .unmarshal()
                                .mimeMultipart()
                                .process(exchange -> note(exchange));
                    }
                },
                whole("a"),
                whole("b"));
    }

    @Test
    void aBindingBeanTakesThePlace() throws Exception {
        String uri = uri();
        context.getRegistry().bind("own", (Pop3xBinding) (exchange, mail) ->
                exchange.getMessage().setBody(mail.uid() + " " + mail.field("subject") + " " + mail.attempt()));
        assertSeen(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri + "&binding=#own")
                                .process(exchange ->
                                        seen.add(exchange.getMessage().getBody(String.class)));
                    }
                },
                "a number a 1",
                "b number b 1");
    }
}
