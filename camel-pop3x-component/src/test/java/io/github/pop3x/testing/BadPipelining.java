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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server that announces PIPELINING and does not get several commands in one flight right, each time or a few times. */
public enum BadPipelining {
    /** Messages that are asked for together come line by line in turn. */
    INTERLEAVES {
        @Override
        boolean together(String first, Answerer right, ServerWire wire, Maildrop maildrop) throws IOException {
            if (!first.startsWith("RETR ")) {
                return right.answer(first, wire);
            }
            List<String[]> messages = new ArrayList<>();
            for (String command = first; command.startsWith("RETR "); command = next(wire)) {
                messages.add(text(command, maildrop));
                if (!wire.hasUnheard()) {
                    break;
                }
            }
            for (int line = 0; line < 4; line++) {
                for (String[] message : messages) {
                    wire.say(line == 0 ? "+OK" : line == 3 ? "." : message[line - 1]);
                }
            }
            return true;
        }
    },
    /** Only the first command of a flight is answered. */
    SWALLOWS {
        @Override
        boolean together(String first, Answerer right, ServerWire wire, Maildrop maildrop) throws IOException {
            wire.loseUnheard();
            return right.answer(first, wire);
        }
    },
    /** It answers the first command and hangs up. */
    HANGS_UP {
        @Override
        boolean together(String first, Answerer right, ServerWire wire, Maildrop maildrop) throws IOException {
            right.answer(first, wire);
            return false;
        }
    },
    /** It answers the second command before the first one. */
    SWAPS {
        @Override
        boolean together(String first, Answerer right, ServerWire wire, Maildrop maildrop) throws IOException {
            String second = next(wire);
            return right.answer(second, wire) && right.answer(first, wire);
        }
    },
    /** It says something of its own behind the first answer. */
    BABBLES {
        @Override
        boolean together(String first, Answerer right, ServerWire wire, Maildrop maildrop) throws IOException {
            boolean goesOn = right.answer(first, wire);
            wire.say("* busy");
            return goesOn;
        }
    };

    abstract boolean together(String first, Answerer right, ServerWire wire, Maildrop maildrop) throws IOException;

    private static String next(ServerWire wire) throws IOException {
        return new String(wire.hear(), StandardCharsets.UTF_8).strip();
    }

    private static String[] text(String retr, Maildrop maildrop) {
        String uid = maildrop.uids().get(Integer.parseInt(retr.substring(5)) - 1);
        return new String[] {"Subject: " + uid, ""};
    }

    /** The server's side of one session; each message is a subject, its unique id, and no text. */
    public Answerer answerer(Maildrop maildrop) {
        Answerer right = new DefaultAnswerer(new ServerProfile().mailbox("alice", "s3cret", maildrop));
        return new Answerer() {
            @Override
            public void greet(ServerWire wire) throws IOException {
                right.greet(wire);
            }

            @Override
            public boolean answer(String command, ServerWire wire) throws IOException {
                return wire.hasUnheard() ? together(command, right, wire, maildrop) : right.answer(command, wire);
            }

            @Override
            public void abandon() {
                right.abandon();
            }
        };
    }
}
