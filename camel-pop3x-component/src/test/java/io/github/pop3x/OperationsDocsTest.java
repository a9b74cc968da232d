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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.pop3x.testing.route.ProducerSetting;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What docs/operations.md says of each operation: there is no other, and its chains of operations work. */
class OperationsDocsTest extends ProducerSetting {

    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|([^|]*)\\|([^|]*)\\|");

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results().toList();
    }

    @Test
    void thePageHasEveryOperationAndWhichMessagesItTakes() throws IOException {
        assertEquals(
                Arrays.stream(Pop3xOperation.values()).map(Pop3xOperation::word).toList(),
                rows().stream().map(row -> row.group(1)).toList());
        for (MatchResult row : rows()) {
            Pop3xOperation operation = Pop3xOperation.of(row.group(1));
            String messages = !operation.takesMessages() ? "" : operation.needsMessages() ? "needed" : "any, else all";
            assertEquals(messages, row.group(2).strip(), operation.word());
        }
    }

    @Test
    void everyOperationReturnsTheDocumentedType() throws IOException {
        for (MatchResult row : rows()) {
            String options = "confirm=true&drainTo=mock:mails&operation=" + row.group(1);
            Object body = row.group(2).isBlank() ? null : "a";
            Object given = result(options, body, NO_HEADERS);
            if (row.group(3).startsWith(" `")) {
                assertThat(row.group(3)).startsWith(" `" + given.getClass().getSimpleName() + "`");
            }
            if (row.group(1).startsWith("delete")) {
                maildrop.add("a", "Subject: a\n\nagain\n");
            }
        }
    }

    @Test
    void aListedMailboxIsRetrievedAndSplit() throws Exception {
        List<String> subjects = Collections.synchronizedList(new ArrayList<>());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:fetch")
                        .to(uri("operation=list"))
                        .to(uri("operation=retrieve"))
                        .split(body())
                        .process(exchange -> subjects.add(exchange.getMessage().getHeader("Subject", String.class)));
            }
        });
        producer.sendBody("direct:fetch", null);
        assertEquals(ALL, subjects);
    }

    @Test
    void theOldestThatIsListedIsRemoved() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:removeOldest")
                        .to(uri("operation=list"))
                        .filter(simple("${body.size} > 0"))
                        .setHeader("CamelPop3xUid", simple("${body[0].uid}"))
                        .to(uri("operation=delete"))
                        .setBody(simple("${body.count} message removed: ${body.messages[0].uid}"));
            }
        });
        for (String uid : ALL) {
            assertEquals("1 message removed: " + uid, producer.requestBody("direct:removeOldest", (Object) null));
        }
        assertEquals(List.of(), producer.requestBody("direct:removeOldest", (Object) null));
    }

    @Test
    void simpleReadsARecord() {
        var counts = context.resolveLanguage("simple").createExpression("${body.count} messages");
        counts.init(context);
        assertEquals("3 messages", counts.evaluate(exchange("operation=stat", null, NO_HEADERS), String.class));
    }
}
