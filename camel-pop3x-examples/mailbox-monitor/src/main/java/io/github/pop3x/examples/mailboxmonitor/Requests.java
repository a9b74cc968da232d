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

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.pop3x.Pop3xManagedConsumer;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Answers the requests of the page. Any thread may call it. */
final class Requests {

    private static final String OPERATIONS = "/api/operations/";
    private static final String DIALOGUE = "/api/dialogue";
    private static final int LONGEST_BODY = 4096;
    private static final Map<String, String> FILES = Map.of(
            "/", "text/html; charset=utf-8",
            "/monitor.css", "text/css; charset=utf-8",
            "/monitor.js", "text/javascript; charset=utf-8",
            "/chart.js", "text/javascript; charset=utf-8");

    private final MailboxConsole console;
    private final Supplier<String> metrics;
    private final History history = new History();

    /** @param metrics the meters as Prometheus reads them */
    Requests(MailboxConsole console, Supplier<String> metrics) {
        this.console = console;
        this.metrics = metrics;
    }

    /** Takes a sample for the charts. */
    void sample() {
        history.sample(console.mailboxes());
    }

    /** Answers a GET. */
    Answer get(URI address) throws IOException {
        String path = address.getPath();
        if (FILES.containsKey(path)) {
            return Answer.file(path.equals("/") ? "index.html" : path.substring(1), FILES.get(path));
        }
        return switch (path) {
            case "/api/mailboxes" -> mailboxes();
            case DIALOGUE -> dialogue(address.getRawQuery());
            case "/metrics" -> Answer.text("text/plain; version=0.0.4; charset=utf-8", metrics.get());
            default -> Answer.refusal(404, "There is nothing at this address");
        };
    }

    private Answer mailboxes() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> shown : console.mailboxes()) {
            Map<String, Object> mailbox = new LinkedHashMap<>(shown);
            mailbox.put("history", history.of(String.valueOf(shown.get("route"))));
            all.add(mailbox);
        }
        return Answer.json(200, Map.of("now", Instant.now().toString(), "consumers", all));
    }

    private Answer dialogue(String query) {
        String prefix = "route=";
        if (query == null || !query.startsWith(prefix)) {
            return Answer.refusal(400, "Name the route: " + DIALOGUE + "?route=ID");
        }
        String routeId = URLDecoder.decode(query.substring(prefix.length()), UTF_8);
        Optional<List<String>> lines = console.dialogue(routeId);
        return lines.isPresent()
                ? Answer.json(200, Map.of("lines", lines.get()))
                : Answer.refusal(404, "No mailbox is polled by a route " + routeId);
    }

    /** Answers a POST: runs an operation. */
    Answer post(String path, InputStream body) throws IOException {
        Optional<Operation> operation =
                path.startsWith(OPERATIONS) ? Operation.of(path.substring(OPERATIONS.length())) : Optional.empty();
        if (operation.isEmpty()) {
            return Answer.refusal(404, "There is no such operation");
        }
        JsonObject request;
        try {
            request = (JsonObject) Jsoner.deserialize(new String(body.readNBytes(LONGEST_BODY), UTF_8));
        } catch (DeserializationException | ClassCastException e) {
            return Answer.refusal(
                    400, "The body must be an object in JSON with route, and uid where it is about one message");
        }
        String routeId = String.valueOf(request.get("route"));
        Object uid = request.get("uid");
        Optional<Pop3xManagedConsumer> consumer = console.consumer(routeId);
        if (consumer.isEmpty()) {
            return Answer.refusal(404, "No mailbox is polled by a route " + routeId);
        }
        if (operation.get().needsUid() && !(uid instanceof String)) {
            return Answer.refusal(400, "Name the message by its uid");
        }
        return Answer.json(200, Map.of("messages", operation.get().run(consumer.get(), (String) uid)));
    }
}
