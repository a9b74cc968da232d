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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.testing.route.ProducerSetting;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What operations give is readable for people, and for libraries that write JSON. */
class ProducerResultsTest extends ProducerSetting {

    private static final Pop3Message MESSAGE = new Pop3Message(2, 120, "b");
    private static final Map<String, Object> AS_MAP = Map.of("number", 2, "size", 120L, "uid", "b");

    static Stream<Arguments> records() {
        return Stream.of(
                arguments(new DropListing(2, 320), Map.of("count", 2, "octets", 320L)),
                arguments(MESSAGE, AS_MAP),
                arguments(new UniqueId(2, "b"), Map.of("number", 2, "uid", "b")),
                arguments(
                        new Removed(List.of(MESSAGE)), Map.of("count", 1, "octets", 120L, "messages", List.of(AS_MAP))),
                arguments(
                        new Reached("alice@h", "h:995", TlsMode.IMPLICIT, "ready", Duration.ofMillis(3)),
                        Map.of(
                                "mailbox", "alice@h",
                                "server", "h:995",
                                "protection", "IMPLICIT",
                                "greeting", "ready",
                                "roundTripMicros", 3000L)));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordAsAMap(Object record, Map<String, Object> map) {
        assertEquals(map, context.getTypeConverter().convertTo(Map.class, record));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stat", "capa", "noop", "verify", "diagnose"})
    void aResultAsJson(String operation) throws Exception {
        Map<?, ?> map = context.getTypeConverter()
                .mandatoryConvertTo(Map.class, result("operation=" + operation, null, NO_HEADERS));
        String json = new ObjectMapper().writeValueAsString(map);
        assertEquals(map.keySet(), new ObjectMapper().readValue(json, Map.class).keySet());
        assertThat(json).hasSizeGreaterThan(10);
    }

    @Test
    void aListAsJsonInARoute() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:json")
                        .to(uri("operation=list"))
                        .split(body(), (all, one) -> {
                            String text = one.getMessage().getBody(String.class);
                            one.getMessage()
                                    .setBody(
                                            all == null
                                                    ? text
                                                    : all.getMessage().getBody() + "," + text);
                            return one;
                        })
                        .convertBodyTo(Map.class)
                        .marshal()
                        .json(JsonLibrary.Jackson);
            }
        });
        assertEquals(
                "{\"number\":1,\"size\":23,\"uid\":\"a\"},{\"number\":2,\"size\":23,\"uid\":\"b\"},"
                        + "{\"number\":3,\"size\":23,\"uid\":\"c\"}",
                producer.requestBody("direct:json", null, String.class));
    }

    @Test
    void manyDeletesAreShownInOneLine() {
        List<Pop3Message> many = IntStream.rangeClosed(1, 1000)
                .mapToObj(number -> new Pop3Message(number, 10, number == 1 ? "" : "u" + number))
                .toList();
        assertThat(new Removed(many).toString())
                .startsWith("Removed[count=1000, octets=10000, messages=number 1, u2, u3")
                .endsWith("u20, …]");
    }
}
