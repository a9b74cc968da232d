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
package io.github.pop3x.benchmark.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.Work;

/** LIMIT where there is no C compiler: the same dialogue as {@code limit.c}, in Java. */
final class LimitInJava implements MailClient {

    private static final int CHUNK = 1 << 20;
    private static final int LOGIN_ANSWERS = 2;

    @Override
    public void run(Task task, Tally tally) throws IOException {
        String commands = commands(task);
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), task.port())) {
            server.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(server.getInputStream(), CHUNK);
            OutputStream out = server.getOutputStream();
            agree(in, 1);
            write(out, "USER " + task.user() + "\r\nPASS " + Task.PASSWORD + "\r\n");
            agree(in, LOGIN_ANSWERS);
            // On a thread of its own: the server stops reading while nobody reads what it says.
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(out, commands));
            in.transferTo(tally.sink());
            writing.join();
        }
    }

    private static String commands(Task task) {
        if (task.work() == Work.POLL) {
            return "UIDL\r\nLIST\r\nQUIT\r\n";
        }
        String marks = task.work() == Work.DELETE ? each("DELE", task.messages()) : "";
        return each("RETR", task.messages()) + marks + "QUIT\r\n";
    }

    private static String each(String keyword, int messages) {
        return IntStream.rangeClosed(1, messages)
                .mapToObj(number -> keyword + " " + number + "\r\n")
                .collect(Collectors.joining());
    }

    private static void agree(InputStream in, int lines) throws IOException {
        for (int line = 0; line < lines; line++) {
            if (in.read() != '+') {
                throw new IOException("the server refused the login");
            }
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new IOException("the server closed the connection");
                }
            }
        }
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
