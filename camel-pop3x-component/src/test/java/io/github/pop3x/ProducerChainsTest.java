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

import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.testing.route.ProducerSetting;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

/** One operation after another, with one exchange: what the first left there does not mislead the second. */
class ProducerChainsTest extends ProducerSetting {

    private static final List<String> OF_A_MAPPED_MAIL =
            List.of(Pop3xConstants.MIME_DEFECTS, Pop3xConstants.MESSAGE_TIMESTAMP, Pop3xConstants.SHA256, "X-Former");

    private Exchange sent(RouteBuilder route, Object body, Map<String, Object> headers) throws Exception {
        context.addRoutes(route);
        Exchange exchange = producer.request("direct:chain", it -> {
            it.getIn().setBody(body);
            headers.forEach(it.getIn()::setHeader);
        });
        assertNull(exchange.getException());
        return exchange;
    }

    @Test
    void headersOfAMailAreRemovedBeforeTheNext() throws Exception {
        maildrop.add("broken", """
                Subject: broken
                Date: Thu, 1 Oct 2026 12:00:00 +0000
                X-Former: yes
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b

                the text
                """);
        Exchange exchange = sent(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:chain")
                                .to(uri("operation=retrieve&sha256=true")
                                        .replace("mapMailMessage=false", "mapMailMessage=true"))
                                .process(it -> {
                                    assertThat(it.getMessage().getHeaders().keySet())
                                            .containsAll(OF_A_MAPPED_MAIL);
                                    assertNotNull(it.getProperty(Pop3xConstants.RAW_MESSAGE));
                                })
                                .setHeader(Pop3xConstants.UID, constant("b"))
                                .to(uri("operation=retrieve"));
                    }
                },
                "broken",
                Map.of("kept", "yes"));
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        assertThat(headers).doesNotContainKeys(OF_A_MAPPED_MAIL.subList(0, 3).toArray(new String[0]));
        assertThat(headers)
                .containsEntry("X-Former", "yes")
                .containsEntry("kept", "yes")
                .containsEntry("Subject", "b")
                .containsEntry(Pop3xConstants.UID, "b");
        assertNull(exchange.getProperty(Pop3xConstants.RAW_MESSAGE));
    }

    @Test
    void fieldsOfAFormerMailGoWithAllHeaders() throws Exception {
        maildrop.add("former", "Subject: former\nX-Former: yes\n\nHello\n");
        Exchange exchange = sent(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:chain")
                                .to(uri("operation=retrieve"))
                                .removeHeaders("*")
                                .setBody(constant("b"))
                                .to(uri("operation=retrieve"));
                    }
                },
                "former",
                Map.of());
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey("X-Former");
        assertEquals("b", exchange.getMessage().getHeader("Subject"));
    }

    @Test
    void aHeaderChoosesTheOperationOfOneEndpointAlone() throws Exception {
        Exchange exchange = sent(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:chain").to(uri("operation=list")).to(uri("operation=stat"));
                    }
                },
                "a",
                Map.of(Pop3xConstants.OPERATION, "top", Pop3xConstants.LINES, 0));
        assertInstanceOf(DropListing.class, exchange.getMessage().getBody());
        assertThat(exchange.getMessage().getHeaders())
                .doesNotContainKeys(Pop3xConstants.OPERATION, Pop3xConstants.LINES);
    }

    @Test
    void aFailedOperationLeavesItsHeadersForARetry() {
        Exchange failed = exchange("", "gone", Map.of(Pop3xConstants.OPERATION, "retrieve"));
        assertInstanceOf(Pop3xNoSuchMessageException.class, failed.getException());
        assertEquals(
                Collections.singleton(Pop3xConstants.OPERATION),
                failed.getMessage().getHeaders().keySet());
    }
}
