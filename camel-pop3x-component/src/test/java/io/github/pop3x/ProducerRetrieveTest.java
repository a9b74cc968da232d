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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.ProducerSetting;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

/** What is retrieved lies in the spool, is read where a route takes it, and is gone when the exchange is done. */
class ProducerRetrieveTest extends ProducerSetting {

    private static final String LARGE = "Subject: large\r\n\r\n" + "0123456789 .\r\n".repeat(1000);

    @TempDir
    Path spool;

    private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
    private int filesMeanwhile;

    @BeforeEach
    void addLarge() {
        maildrop.add("large", LARGE).add("larger", LARGE + "end\r\n");
    }

    private String retrieving(String options) {
        return uri("operation=retrieve&spoolThreshold=1000&spoolDirectory=" + spool + options);
    }

    private List<String> files() {
        return Stream.of(Objects.requireNonNull(spool.toFile().listFiles()))
                .flatMap(directory -> Stream.of(Objects.requireNonNullElse(directory.list(), new String[0])))
                .filter(name -> name.endsWith(".octets"))
                .toList();
    }

    private void awaitNoFiles() {
        await().until(() -> {
            System.gc();
            return files().isEmpty();
        });
    }

    private void read(Exchange exchange) {
        filesMeanwhile = files().size();
        arrived.add(exchange.getMessage().getBody(String.class));
    }

    private void readGroup(List<?> exchanges) {
        exchanges.forEach(one -> arrived.add(((Exchange) one).getIn().getBody(String.class)));
    }

    private void route(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
    }

    @Test
    void oneMessageIsInAFileUntilItsExchangeIsDone() throws Exception {
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").to(retrieving("")).process(exchange -> read(exchange));
            }
        });
        Exchange done =
                producer.request("direct:one", exchange -> exchange.getIn().setBody("large"));
        assertNull(done.getException());
        assertEquals(List.of(LARGE), arrived);
        assertEquals(1, filesMeanwhile);
        assertEquals(List.of(), files());
    }

    @Test
    void severalAreSplitIntoTheirMessages() throws Exception {
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:split").to(retrieving("")).split(body()).process(exchange -> {
                    read(exchange);
                    assertNotNull(exchange.getMessage().getHeader(Pop3xConstants.UID));
                });
            }
        });
        producer.sendBody("direct:split", List.of("larger", "large"));
        assertEquals(List.of(LARGE + "end\r\n", LARGE), arrived);
        assertEquals(2, filesMeanwhile);
        assertEquals(List.of(), files());
    }

    @Test
    void splitMessagesOutliveTheirList() throws Exception {
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:far").to(retrieving("")).split(body()).to("seda:far");
                from("seda:far")
                        .aggregate(constant(1), AggregationStrategies.groupedExchange())
                        .completionSize(2)
                        .process(exchange -> readGroup(exchange.getMessage().getBody(List.class)));
            }
        });
        producer.sendBody("direct:far", List.of("larger", "large"));
        await().until(() -> arrived.size() == 2);
        assertEquals(List.of(LARGE + "end\r\n", LARGE), arrived);
        awaitNoFiles();
    }

    @Test
    void aTemplateReadsTheBodyAfterwards() {
        assertArrayEquals(LARGE.getBytes(), producer.requestBody(retrieving(""), "large", byte[].class));
        List<?> several = producer.requestBody(retrieving(""), List.of("large"), List.class);
        assertEquals(LARGE, ((Message) several.get(0)).getBody(String.class));
        several = List.of();
        awaitNoFiles();
    }

    @Test
    void aMappedMailIsAsAConsumerGivesIt() throws Exception {
        maildrop.add("mime", """
                Subject: =?UTF-8?Q?gr=C3=BC=C3=9Fe?=
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                the text
                --b
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename=a.bin

                octets
                --b--
                """);
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mapped")
                        .to(retrieving("").replace("mapMailMessage=false", "mapMailMessage=true"))
                        .process(exchange -> {
                            arrived.add(
                                    exchange.getMessage().getBody(String.class).strip());
                            arrived.add(exchange.getMessage().getHeader("Subject", String.class));
                            arrived.addAll(
                                    exchange.getMessage(AttachmentMessage.class).getAttachmentNames());
                            arrived.add(exchange.getProperty(Pop3xConstants.RAW_MESSAGE, String.class)
                                    .lines()
                                    .toList()
                                    .get(1));
                        });
            }
        });
        producer.sendBodyAndHeader("direct:mapped", "mime", "Subject", "another");
        assertEquals(List.of("the text", "grüße", "a.bin", "MIME-Version: 1.0"), arrived);
        assertEquals(List.of(), files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RETR 5", "STAT"})
    void messagesOfABrokenSessionAreReleased(String command) {
        server.suffers(Misfortune.autologoutAt(command));
        Exchange exchange = producer.request(retrieving(""), it -> it.getIn().setBody(List.of("large", "larger")));
        assertNotNull(exchange.getException());
        assertEquals(List.of("large", "larger"), exchange.getMessage().getBody());
        assertEquals(List.of(), files());
    }

    @Test
    void aMessageThatIsCutShortIsNotGiven() {
        server.suffers(Misfortune.unstuffedAt("RETR"));
        maildrop.add("dot", "Subject: dot\r\n\r\nbefore\r\n.\r\nafter\r\n");
        assertNotNull(exchange("operation=retrieve", "dot", NO_HEADERS).getException());
    }

    @Test
    void aServerThatHidesWhatWasRetrievedIsLeftWithoutQuit() {
        maildrop.hidesRetrieved();
        result("operation=retrieve&quitPolicy=whenDeleting", "a", NO_HEADERS);
        server.awaitIdle();
        assertEquals(List.of("LOGIN", "RETR"), keywords());
        assertThat(maildrop.uids()).contains("a");
        result("operation=retrieve&rsetBeforeQuit=true&quitPolicy=always", "a", NO_HEADERS);
        assertEquals(
                List.of("LOGIN", "RETR", "RSET", "QUIT"),
                keywords().subList(2, keywords().size()));
    }

    @Test
    void theDigestIsOfTheOctets() {
        assertEquals(
                64,
                exchange("operation=retrieve&sha256=true", "a", NO_HEADERS)
                        .getMessage()
                        .getHeader(Pop3xConstants.SHA256, String.class)
                        .length());
    }

    @Test
    void concurrentExchangesHaveASessionEach() {
        List<CompletableFuture<Object>> results = IntStream.range(0, 20)
                .mapToObj(i -> producer.asyncRequestBody(uri("operation=retrieve"), ALL.get(i % 3)))
                .toList();
        for (int i = 0; i < results.size(); i++) {
            String body = context.getTypeConverter()
                    .convertTo(String.class, results.get(i).join());
            assertThat(body).startsWith("Subject: " + ALL.get(i % 3));
        }
        assertEquals(20, server.log().sessions());
    }

    private CompletableFuture<Object> holdTheOnlyPlace(int readTimeout) {
        context.getComponent("pop3x", Pop3xComponent.class).setMaxSessionsPerHost(1);
        server.answers(
                new ServerProfile().mailbox("alice", "s3cret", maildrop).mailbox("bob", "s3cret", new Maildrop()));
        server.suffers(Misfortune.silenceAt("STAT"));
        var held = producer.asyncRequestBody(uri("operation=stat&readTimeout=" + readTimeout), (Object) null);
        await().until(() -> keywords().contains("LOGIN"));
        return held;
    }

    private Exchange statOfBob(String options) {
        return producer.request(uri("operation=stat" + options).replace("alice", "bob"), exchange -> {});
    }

    @Test
    void noMoreSessionsThanThePlaces() {
        var held = holdTheOnlyPlace(5_000);
        Exchange other = statOfBob("&connectionTimeout=50&readTimeout=50");
        assertThat(assertInstanceOf(Pop3xUnavailableException.class, other.getException()))
                .hasMessageContaining("maxSessionsPerHost");
        assertThat(held).failsWithin(Duration.ofSeconds(20));
    }

    @Test
    void aPlaceIsWaitedFor() {
        var held = holdTheOnlyPlace(500);
        assertNull(statOfBob("").getException());
        assertThat(held).failsWithin(Duration.ofSeconds(20));
    }
}
