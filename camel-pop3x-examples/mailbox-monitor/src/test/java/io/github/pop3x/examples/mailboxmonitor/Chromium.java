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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** A Chromium without a window, by its DevTools protocol. For one thread. */
final class Chromium implements AutoCloseable {

    /** Where Debian has it. */
    static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private static final Pattern PORT = Pattern.compile("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/");
    private static final long ANSWER_SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private int commands;

    /** @param profile a directory for its files */
    Chromium(Path profile) throws Exception {
        Path log = profile.resolve("log");
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        HttpClient http = HttpClient.newHttpClient();
        URI targets = URI.create("http://127.0.0.1:" + port() + "/json/list");
        String listed = http.send(HttpRequest.newBuilder(targets).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        String page = ((Collection<?>) Jsoner.deserialize(listed))
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(target -> target.getString("type").equals("page"))
                        .map(target -> target.getString("webSocketDebuggerUrl"))
                        .findFirst()
                        .orElseThrow();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(page), new Listener())
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    private String port() throws IOException {
        // Read to its end by nobody: what Chromium writes after this line is little.
        BufferedReader said = process.errorReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return port.group(1);
            }
        }
        throw new IOException("Chromium did not start");
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
            message.append(text);
            if (isLast) {
                received.add(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /** Sends a command, and waits for its answer. */
    JsonObject send(String method, Map<String, Object> parameters) throws Exception {
        int id = ++commands;
        String command =
                new JsonObject(Map.of("id", id, "method", method, "params", new JsonObject(parameters))).toJson();
        socket.sendText(command, true).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        while (true) {
            String next = received.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new IOException("no answer to " + method);
            }
            JsonObject answer = (JsonObject) Jsoner.deserialize(next);
            if (answer.get("id") != null && answer.getInteger("id") == id) {
                if (answer.get("error") != null) {
                    throw new IOException(method + ": " + answer.get("error"));
                }
                return (JsonObject) answer.get("result");
            }
        }
    }

    /** Opens a page. */
    void open(URI address) throws Exception {
        send("Page.navigate", Map.of("url", address.toString()));
    }

    /** What a JavaScript expression gives, as text. */
    String evaluate(String expression) throws Exception {
        JsonObject answer =
                send("Runtime.evaluate", Map.of("expression", "String(" + expression + ")", "returnByValue", true));
        return ((JsonObject) answer.get("result")).getString("value");
    }

    /** Presses a key and lets it go: Tab, Enter or Escape. */
    void press(String key) throws Exception {
        int code = Map.of("Tab", 9, "Enter", 13, "Escape", 27).get(key);
        Map<String, Object> event = Map.of("key", key, "code", key, "windowsVirtualKeyCode", code);
        Map<String, Object> down = new HashMap<>(event);
        down.put("type", key.equals("Enter") ? "keyDown" : "rawKeyDown");
        if (key.equals("Enter")) {
            down.put("text", "\r");
        }
        send("Input.dispatchKeyEvent", down);
        Map<String, Object> up = new HashMap<>(event);
        up.put("type", "keyUp");
        send("Input.dispatchKeyEvent", up);
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new InterruptedIOException("interrupted while Chromium ends");
        }
    }
}
