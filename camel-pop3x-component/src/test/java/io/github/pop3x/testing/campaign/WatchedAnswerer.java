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
package io.github.pop3x.testing.campaign;

import java.io.IOException;
import java.util.function.Consumer;

import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.ServerWire;

/** An answerer that reports each command before it is obeyed, on the server's thread; the greeting is reported as "". */
public final class WatchedAnswerer implements Answerer {

    private final Answerer next;
    private final Consumer<String> watcher;

    /** Leaves each answer to the next answerer. */
    public WatchedAnswerer(Answerer next, Consumer<String> watcher) {
        this.next = next;
        this.watcher = watcher;
    }

    @Override
    public void greet(ServerWire wire) throws IOException {
        watcher.accept("");
        next.greet(wire);
    }

    @Override
    public boolean answer(String command, ServerWire wire) throws IOException {
        watcher.accept(command);
        return next.answer(command, wire);
    }

    @Override
    public void loggedIn() {
        next.loggedIn();
    }

    @Override
    public void abandon() {
        next.abandon();
    }
}
