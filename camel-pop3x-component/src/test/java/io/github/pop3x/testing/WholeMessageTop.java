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

/** A server that answers TOP with the whole message, however few lines it is asked for, as some do. */
public record WholeMessageTop(Answerer right) implements Answerer {

    public static Answerer of(Maildrop maildrop) {
        return new WholeMessageTop(new DefaultAnswerer(new ServerProfile().mailbox("alice", "s3cret", maildrop)));
    }

    @Override
    public void greet(ServerWire wire) throws IOException {
        right.greet(wire);
    }

    @Override
    public boolean answer(String command, ServerWire wire) throws IOException {
        return right.answer(command.replaceFirst("^(TOP \\d+) \\d+$", "$1 999999"), wire);
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
