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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.camel.Route;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.support.console.AbstractDevConsole;

/**
 * The developer console {@code pop3x}: each route that polls a mailbox, with what it did, what it does, and what keeps it
 * from its mailbox. Shows no secret.
 */
@DevConsole(name = "pop3x", displayName = "POP3X", description = "Mailboxes that are polled by POP3")
public class Pop3xDevConsole extends AbstractDevConsole {

    /** Option: shows only routes whose id or mailbox matches, by name, wildcard or regular expression. */
    public static final String FILTER = "filter";

    /** Option: shows only routes whose id matches, by name, wildcard or regular expression. */
    public static final String ROUTE_ID = "routeId";

    /** Option: how many messages each list has at most; 20 if not set. */
    public static final String LIMIT = "limit";

    /** Option: {@code true} shows the head of the last dialogue with the server, too. */
    public static final String DIALOGUE = "dialogue";

    private static final int DEFAULT_LIMIT = 20;

    /** Found by its name. */
    public Pop3xDevConsole() {
        super("camel", "pop3x", "POP3X", "Mailboxes that are polled by POP3");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> consumer : consumers(options)) {
            consumer.forEach((name, value) -> {
                text.append(name.equals("mailbox") ? "" : "    ").append(name).append(':');
                if (value instanceof List<?> lines) {
                    text.append('\n');
                    lines.forEach(
                            line -> text.append("        ").append(line(line)).append('\n'));
                } else {
                    text.append(' ').append(value).append('\n');
                }
            });
        }
        return text.toString();
    }

    private static String line(Object item) {
        return item instanceof Map<?, ?> values
                ? values.entrySet().stream()
                        .map(value -> value.getKey() + " " + value.getValue())
                        .collect(Collectors.joining(", "))
                : String.valueOf(item);
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("consumers", consumers(options));
        return json;
    }

    private List<Map<String, Object>> consumers(Map<String, Object> options) {
        Pop3xConsumerView view =
                new Pop3xConsumerView(limit(options), Boolean.parseBoolean(String.valueOf(options.get(DIALOGUE))));
        List<Map<String, Object>> all = new ArrayList<>();
        for (Route route : getCamelContext().getRoutes()) {
            if (route.getConsumer() instanceof Pop3xManagedConsumer consumer && isWanted(route, consumer, options)) {
                all.add(view.describe(route, consumer));
            }
        }
        return all;
    }

    private static boolean isWanted(Route route, Pop3xManagedConsumer consumer, Map<String, Object> options) {
        Object filter = options.get(FILTER);
        Object routeId = options.get(ROUTE_ID);
        return (routeId == null || matches(route.getRouteId(), routeId))
                && (filter == null || matches(route.getRouteId(), filter) || matches(consumer.getMailbox(), filter));
    }

    private static boolean matches(String name, Object pattern) {
        return PatternHelper.matchPattern(name, pattern.toString());
    }

    private static int limit(Map<String, Object> options) {
        String limit = String.valueOf(options.get(LIMIT));
        return limit.matches("\\d{1,6}") ? Integer.parseInt(limit) : DEFAULT_LIMIT;
    }
}
