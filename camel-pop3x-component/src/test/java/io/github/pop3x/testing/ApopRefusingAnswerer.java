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

/** A server whose greeting offers APOP, as its timestamp does, and which refuses it to everybody. */
public final class ApopRefusingAnswerer implements Answerer {

    private final Answerer right;
    private final String refusal;
    private final boolean hangsUp;

    /**
     * @param right   answers everything else
     * @param refusal the text behind {@code -ERR}
     * @param hangsUp whether it ends the session after the refusal
     */
    public ApopRefusingAnswerer(Answerer right, String refusal, boolean hangsUp) {
        this.right = right;
        this.refusal = refusal;
        this.hangsUp = hangsUp;
    }

    @Override
    public void greet(ServerWire wire) throws IOException {
        right.greet(wire);
    }

    @Override
    public boolean answer(String command, ServerWire wire) throws IOException {
        if (!command.startsWith("APOP")) {
            return right.answer(command, wire);
        }
        wire.say("-ERR " + refusal);
        return !hangsUp;
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
