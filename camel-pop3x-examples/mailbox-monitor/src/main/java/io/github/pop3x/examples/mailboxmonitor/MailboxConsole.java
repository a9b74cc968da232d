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
package io.github.pop3x.examples.mailboxmonitor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.pop3x.Pop3xDevConsole;
import io.github.pop3x.Pop3xManagedConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.console.DevConsole;

/** What the console {@code pop3x} shows of a Camel context, and the operations of its consumers. Any thread may call it. */
final class MailboxConsole {

    private final CamelContext context;
    private final Pop3xDevConsole console = new Pop3xDevConsole();

    MailboxConsole(CamelContext context) {
        this.context = context;
        console.setCamelContext(context);
    }

    /** All mailboxes, without their dialogues. */
    List<Map<String, Object>> mailboxes() {
        return consumers(Map.of());
    }

    /** The head of the last dialogue with the server of a route; empty if there is no such route. */
    @SuppressWarnings("unchecked")
    Optional<List<String>> dialogue(String routeId) {
        return consumers(Map.of(Pop3xDevConsole.DIALOGUE, "true")).stream()
                .filter(consumer -> consumer.get("route").equals(routeId))
                .map(consumer -> (List<String>) consumer.get("lastDialogue"))
                .findFirst();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> consumers(Map<String, Object> options) {
        Map<String, Object> shown = (Map<String, Object>) console.call(DevConsole.MediaType.JSON, options);
        return (List<Map<String, Object>>) shown.get("consumers");
    }

    /** The consumer of a route; empty if there is no such route, or if it polls no mailbox by POP3X. */
    Optional<Pop3xManagedConsumer> consumer(String routeId) {
        Route route = context.getRoute(routeId);
        return route != null && route.getConsumer() instanceof Pop3xManagedConsumer consumer
                ? Optional.of(consumer)
                : Optional.empty();
    }
}
