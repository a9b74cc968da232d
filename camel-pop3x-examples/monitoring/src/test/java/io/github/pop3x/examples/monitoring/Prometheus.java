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
package io.github.pop3x.examples.monitoring;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A Prometheus of its own, at a port of 127.0.0.1, that scrapes each second. */
final class Prometheus implements AutoCloseable {

    private static final long STOP_SECONDS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final Process process;

    /**
     * Starts it.
     *
     * @param directory for its files
     * @param port where it is asked
     * @param target port of what it scrapes
     * @param rules the alerts
     */
    Prometheus(Path directory, int port, int target, String rules) throws IOException {
        address = URI.create("http://127.0.0.1:" + port);
        Files.writeString(directory.resolve("rules.yml"), rules);
        Files.writeString(
                directory.resolve("prometheus.yml"),
                Files.readString(Path.of("prometheus.yml"))
                        .replaceAll("_interval: 15s", "_interval: 1s")
                        .replace("alerts.yml", "rules.yml")
                        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:" + target));
        process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + directory.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    /** Runs promtool. */
    static String tool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
        return tool.waitFor() == 0 ? "good: " + said : "bad: " + said;
    }

    /** What an expression gives now; nothing while Prometheus is not there yet. */
    Collection<?> query(String expression) {
        try {
            URI query = address.resolve("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(query).build(), HttpResponse.BodyHandlers.ofString());
            JsonObject json = (JsonObject) Jsoner.deserialize(answer.body());
            if (!"success".equals(json.getString("status"))) {
                throw new IllegalArgumentException(expression + ": " + answer.body());
            }
            return (Collection<?>) ((JsonObject) json.get("data")).get("result");
        } catch (ConnectException notYet) {
            return List.of();
        } catch (IOException | DeserializationException e) {
            throw new IllegalStateException(expression, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new InterruptedIOException("interrupted while Prometheus ends");
        }
    }
}
