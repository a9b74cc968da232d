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
import java.util.List;
import java.util.function.Consumer;

/** Answers all commands of one session except one keyword with a message whose unique id begins with "poison". */
public final class BreakingAnswerer implements Answerer {

    private final Answerer right;
    private final List<String> uids;
    private final String keyword;
    private final Break kind;
    private final Consumer<String> named;
    private boolean hangs;

    /** How the server behaves at the command. */
    public enum Break {
        EMPTY_LINE,
        NOISE,
        CLOSE,
        /** This command is not answered; later ones are. */
        SILENCE,
        /** Neither this command nor a later one is answered. */
        HANG;

        private boolean answer(ServerWire wire) throws IOException {
            switch (this) {
                case EMPTY_LINE -> wire.say("");
                case NOISE -> wire.say("\u0001*%& what");
                case CLOSE -> {
                    return false;
                }
                case SILENCE, HANG -> {}
            }
            return true;
        }
    }

    /**
     * @param right answers the others
     * @param uids of the listing, in its order
     * @param keyword the command that breaks the session: RETR, TOP or DELE
     * @param kind how it breaks
     * @param named gets the unique id of each message that the command names
     */
    public BreakingAnswerer(Answerer right, List<String> uids, String keyword, Break kind, Consumer<String> named) {
        this.right = right;
        this.uids = uids;
        this.keyword = keyword;
        this.kind = kind;
        this.named = named;
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
        if (command.startsWith(keyword + " ")) {
            String uid = uids.get(Integer.parseInt(command.split(" ")[1]) - 1);
            named.accept(uid);
            if (uid.startsWith("poison")) {
                hangs = kind == Break.HANG;
                return kind.answer(wire);
            }
        }
        return right.answer(command, wire);
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
