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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** Sends the requests of the page, and others. */
final class Browser {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI page;

    Browser(URI page) {
        this.page = page;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(page.resolve(path)).GET(), headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(page.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)), headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Presses a button of the page. */
    HttpResponse<String> operate(String operation, String route, String uid) throws IOException, InterruptedException {
        Map<String, Object> body = uid == null ? Map.of("route", route) : Map.of("route", route, "uid", uid);
        return post(
                "/api/operations/" + operation,
                new JsonObject(body).toJson(),
                "Content-Type",
                "application/json",
                RequestGuard.HEADER,
                "1");
    }

    /** What the page shows of a mailbox. */
    JsonObject mailbox(String route) {
        try {
            JsonObject answer =
                    (JsonObject) Jsoner.deserialize(get("/api/mailboxes").body());
            return ((Collection<?>) answer.get("consumers"))
                    .stream()
                            .map(JsonObject.class::cast)
                            .filter(mailbox -> mailbox.get("route").equals(route))
                            .findFirst()
                            .orElseThrow();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The unique ids of a list. */
    List<String> uids(String route, String list) {
        return ((Collection<?>) mailbox(route).get(list))
                .stream().map(item -> ((JsonObject) item).getString("uid")).toList();
    }
}
