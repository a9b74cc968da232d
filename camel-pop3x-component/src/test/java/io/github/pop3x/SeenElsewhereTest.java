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

import java.util.List;
import java.util.Map;

import io.github.pop3x.testing.LatchedRepository;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The option idempotentRepository: it filters what is routed, and nothing is ever deleted for its sake. */
class SeenElsewhereTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();
    private final LatchedRepository repository = new LatchedRepository();

    private PolledRoute process(String options, Processor processor) throws Exception {
        server.answers(maildrop);
        return PolledRoute.from(
                server, "idempotentRepository=%23seen" + options, Map.of("seen", repository), processor);
    }

    @Test
    void aMessageRoutedByAnEarlierProcessIsSkippedAndKept() throws Exception {
        maildrop.add("a", "Subject: a\n\nHello\n");
        try (PolledRoute route = process("", exchange -> {})) {
            assertEquals(1, route.poll());
        }
        assertEquals(1, repository.keys().size());
        maildrop.add("b", "Subject: b\n\nHello\n");
        try (PolledRoute route = process("&delete=true", exchange -> {})) {
            assertEquals(1, route.poll());
            assertEquals(List.of("b"), route.takeUids());
            assertEquals(0, route.poll());
        }
        assertEquals(List.of("a"), maildrop.uids());
    }

    @Test
    void aFailedMessageIsNotRecordedAsSeen() throws Exception {
        maildrop.add("a", "Subject: a\n\nHello\n");
        Processor failing = exchange -> {
            throw new IllegalStateException("not this one");
        };
        try (PolledRoute route = process("", failing)) {
            assertEquals(1, route.poll());
        }
        assertEquals(0, repository.keys().size());
        try (PolledRoute route = process("", exchange -> {})) {
            assertEquals(1, route.poll());
        }
        assertEquals(1, repository.keys().size());
    }

    @Test
    void anotherMailUnderTheSameIdWasNotSeen() throws Exception {
        maildrop.add("1", "Subject: old\n\nHello\n");
        try (PolledRoute route = process("", exchange -> {})) {
            assertEquals(1, route.poll());
        }
        maildrop.remove("1").add("1", "Subject: new\n\nHello\n");
        try (PolledRoute route = process("", exchange -> {})) {
            assertEquals(1, route.poll());
        }
    }
}
