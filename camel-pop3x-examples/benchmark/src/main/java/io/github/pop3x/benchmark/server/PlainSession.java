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
package io.github.pop3x.benchmark.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.github.pop3x.benchmark.Task;

/** A POP3 session that thinks nothing: the judge of what the contenders left behind. */
final class PlainSession implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader in;
    private final String greeting;

    PlainSession(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        greeting = in.readLine();
        if (greeting == null) {
            socket.close();
            throw new IOException("no greeting");
        }
    }

    String greeting() {
        return greeting;
    }

    /** Logs in, counts what is listed, and quits. */
    int count(String user) throws IOException {
        login(user).listing("UIDL");
        int listed = listing("LIST");
        command("QUIT");
        return listed;
    }

    PlainSession login(String user) throws IOException {
        command("USER " + user);
        command("PASS " + Task.PASSWORD);
        return this;
    }

    /** Sends a command whose answer has further lines, and counts those. */
    int listing(String line) throws IOException {
        command(line);
        return lines();
    }

    /** Sends a command and waits for its answer's first line. */
    void command(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        String answer = in.readLine();
        if (answer == null || !answer.startsWith("+OK")) {
            throw new IOException("the server answered " + answer);
        }
    }

    private int lines() throws IOException {
        int lines = 0;
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("the connection ended within a listing");
            }
            lines++;
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
