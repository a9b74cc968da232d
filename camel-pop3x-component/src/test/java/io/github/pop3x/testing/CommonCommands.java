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

/** The commands that both states have, and the multi-line reply made of lines. */
final class CommonCommands {

    private CommonCommands() {}

    static void capa(DefaultAnswerer session, String argument, ServerWire wire) throws IOException {
        list(wire, "+OK", session.profile().capabilities(wire.offersTls(), session.isLoggedIn()));
    }

    static void lang(DefaultAnswerer session, String tag, ServerWire wire) throws IOException {
        if (tag.isEmpty()) {
            list(wire, "+OK", List.of("en English"));
        } else if (tag.equals("*") || tag.equalsIgnoreCase("en")) {
            wire.say("+OK en");
        } else {
            throw new Refusal("no such language");
        }
    }

    static void quit(DefaultAnswerer session, String argument, ServerWire wire) throws IOException {
        session.quit();
        wire.say("+OK bye");
    }

    /** Says a status line, the lines of a listing, and the terminating octet. */
    static void list(ServerWire wire, String status, List<String> lines) throws IOException {
        wire.say(status);
        for (String line : lines) {
            wire.say(line);
        }
        wire.say(".");
    }
}
