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
package io.github.pop3x.session;

import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.client.text.ServerText;
import io.github.pop3x.client.wire.WireLine;
import io.github.pop3x.client.wire.WireTap;
import io.github.pop3x.option.Transcript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialogue of one session: logged as the option {@code transcript} says, and its head kept to be looked at. What gets
 * here is masked already, and never the octets of a message.
 *
 * <p>Written by the thread that owns the session, read by any.
 */
public final class SessionTranscript implements WireTap {

    /** How many lines are kept. */
    static final int HEAD = 40;

    private static final int LONGEST_LINE = 160;

    private static final Logger WIRE = LoggerFactory.getLogger("io.github.pop3x.wire");

    private final Transcript transcript;
    private final String server;
    private final List<String> head = new ArrayList<>();

    /** @param server host and port, to tell the dialogues of several mailboxes apart */
    public SessionTranscript(Transcript transcript, String server) {
        this.transcript = transcript;
        this.server = server;
    }

    @Override
    public void sent(String line) {
        note("C: ", line, transcript != Transcript.OFF);
    }

    /** A listing may have very many lines: those that nobody will see cost nothing. */
    @Override
    public void received(WireLine line) {
        if (transcript == Transcript.OFF && isFull()) {
            return;
        }
        String text = line.toString();
        boolean isStatus = text.startsWith("+") || text.regionMatches(true, 0, "-ERR", 0, 4);
        note(
                "S: ",
                ServerText.decode(text),
                transcript == Transcript.FULL || isStatus && transcript == Transcript.COMMANDS);
    }

    private boolean isFull() {
        synchronized (head) {
            return head.size() >= HEAD;
        }
    }

    private void note(String side, String line, boolean logged) {
        String shown = side + ServerText.escape(line, LONGEST_LINE);
        synchronized (head) {
            if (head.size() < HEAD) {
                head.add(shown);
            }
        }
        if (logged) {
            WIRE.info("{} {}", server, shown);
        }
    }

    /** The first lines, each with C or S in front. */
    List<String> head() {
        synchronized (head) {
            return List.copyOf(head);
        }
    }
}
