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

/**
 * Sends, in a session that has not said UTF8, another message in place of each that has UTF-8 in its header, as Courier
 * does (RFC 6856 §2.1).
 */
public final class SubstitutingAnswerer implements Answerer {

    /** What is sent in place of a mail. */
    public static final String SUBSTITUTE = "Subject: substitute\r\n\r\nThis message cannot be shown.\r\n";

    private final Answerer right;
    private final int substituted;
    private boolean isUtf8;

    /**
     * @param right answers everything else
     * @param substituted the number of the message with UTF-8 in its header
     */
    public SubstitutingAnswerer(Answerer right, int substituted) {
        this.right = right;
        this.substituted = substituted;
    }

    @Override
    public void greet(ServerWire wire) throws IOException {
        right.greet(wire);
    }

    @Override
    public boolean answer(String command, ServerWire wire) throws IOException {
        isUtf8 |= command.equals("UTF8");
        if (!isUtf8 && (command + " ").matches("(RETR|TOP) " + substituted + " .*")) {
            wire.say("+OK");
            wire.say(SUBSTITUTE + ".");
            return true;
        }
        return right.answer(command, wire);
    }

    @Override
    public void abandon() {
        right.abandon();
    }
}
