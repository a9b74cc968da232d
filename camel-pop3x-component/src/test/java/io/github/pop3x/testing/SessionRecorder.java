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
package io.github.pop3x.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.pop3x.client.TlsMode;

/**
 * Records a {@link RecordedSession} with a real server as a fixture for {@link RecordedSessionsTest}. A program, run by
 * hand: {@code SessionRecorder NAME PORT DIRECTORY}. The server listens on 127.0.0.1 and has a mailbox with messages
 * for {@code alice}, password {@code s3cret}; one of them is deleted.
 */
public final class SessionRecorder {

    private SessionRecorder() {}

    /**
     * Records one session.
     *
     * @param arguments the fixture's name, the server's port, and the directory to write to
     * @throws IOException if the session breaks, or nothing can be written
     */
    public static void main(String... arguments) throws IOException {
        String name = arguments[0];
        try (var proxy = new RecordingProxy(Integer.parseInt(arguments[1]))) {
            RecordedSession.hold(RecordedSession.options("127.0.0.1").toBuilder()
                    .tls(TlsMode.NONE)
                    .port(proxy.port())
                    .build());
            String fixture = "# A session with " + name + ", as SessionRecorder wrote it down.\n\n--- " + name + "\n"
                    + anonymous(proxy.dialogue());
            Files.writeString(Path.of(arguments[2], name + ".pop3"), fixture);
        }
    }

    /** Stamps and trace fields carry the name of the machine, which is nobody's business. */
    private static String anonymous(String dialogue) throws IOException {
        String machine = InetAddress.getLocalHost().getHostName();
        return dialogue.replaceAll("(?<=[@ ])\\Q" + machine + "\\E(?=[> .])", "mail.example.org");
    }
}
