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
 * Announces PIPELINING, as Courier 1.0 does, and before the login keeps it no better: what comes behind a command in the
 * same segment is lost. After the login it is right.
 */
public final class CourierLike implements Answerer {

    private final DefaultAnswerer right;

    /**
     * Begins a session.
     *
     * @param profile what to know and to offer
     */
    public CourierLike(ServerProfile profile) {
        right = new DefaultAnswerer(profile);
    }

    @Override
    public void greet(ServerWire wire) throws IOException {
        right.greet(wire);
    }

    @Override
    public boolean answer(String command, ServerWire wire) throws IOException {
        if (!right.isLoggedIn()) {
            wire.loseUnheard();
        }
        return right.answer(command, wire);
    }

    @Override
    public void abandon() {
        right.abandon();
    }
}
