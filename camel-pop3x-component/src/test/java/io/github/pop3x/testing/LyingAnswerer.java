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
import java.util.function.BiPredicate;

/** Answers some commands of a session otherwise than it should, though the server announces them, and all others correctly. */
public final class LyingAnswerer implements Answerer {

    private final Answerer right;
    private final BiPredicate<String, ServerWire> about;
    private final Lie lie;
    private boolean hangs;

    /** What a server does in place of what it announces. */
    public enum Lie {
        REFUSED("-ERR no"),
        UNKNOWN("-ERR unknown command"),
        EMPTY_LINE(""),
        NOISE("\u0001*%& what"),
        CONTINUATION("+ go on"),
        SHORT("+OK\r\n."),
        ABSURD("+OK\r\n1\r\n2 " + "x".repeat(600) + "\r\n-3 u\r\n."),
        CUT("+OK\r\n1 u"),
        CLOSED(null),
        /** This command is not answered; later ones are. */
        SKIPPED(null),
        /** Neither this command nor a later one is answered. */
        SILENT(null);

        private final String said;

        Lie(String said) {
            this.said = said;
        }

        /** Tells whether it begins with {@code +OK}. */
        public boolean isAgreement() {
            return said != null && said.startsWith("+OK");
        }

        private boolean isLast() {
            return this == CUT || this == CLOSED;
        }
    }

    /**
     * @param right answers the others
     * @param about tells which commands are answered by the lie
     */
    public LyingAnswerer(Answerer right, BiPredicate<String, ServerWire> about, Lie lie) {
        this.right = right;
        this.about = about;
        this.lie = lie;
    }

    @Override
    public void greet(ServerWire wire) throws IOException {
        right.greet(wire);
    }

    @Override
    public boolean answer(String command, ServerWire wire) throws IOException {
        if (hangs) {
            return true;
        }
        if (!about.test(command, wire)) {
            return right.answer(command, wire);
        }
        hangs = lie == Lie.SILENT;
        if (lie.said != null) {
            wire.say(lie.said);
        }
        return !lie.isLast();
    }

    @Override
    public void loggedIn() {
        right.loggedIn();
    }

    @Override
    public void abandon() {
        right.abandon();
    }
}
