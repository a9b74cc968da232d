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
import java.util.Map;

/** The commands of the AUTHORIZATION state (RFC 1939 §4, §7; RFC 2449 §5; RFC 2595 §4; RFC 5034; RFC 6856). */
final class AuthorizationCommands {

    static final Map<String, DefaultAnswerer.Handler> TABLE = Map.of(
            "USER", AuthorizationCommands::user,
            "PASS", AuthorizationCommands::pass,
            "APOP", AuthorizationCommands::apop,
            "AUTH", AuthorizationCommands::auth,
            "STLS", AuthorizationCommands::stls,
            "UTF8", (session, argument, wire) -> wire.say("+OK UTF8 enabled"),
            "CAPA", CommonCommands::capa,
            "LANG", CommonCommands::lang,
            "QUIT", CommonCommands::quit);

    private AuthorizationCommands() {}

    private static void user(DefaultAnswerer session, String name, ServerWire wire) throws IOException {
        session.user(name);
        wire.say("+OK");
    }

    private static void pass(DefaultAnswerer session, String password, ServerWire wire) throws IOException {
        boolean right = session.profile()
                .password(session.user())
                .filter(password::equals)
                .isPresent();
        logIn(session, right ? session.user() : "", wire);
    }

    private static void apop(DefaultAnswerer session, String argument, ServerWire wire) throws IOException {
        String[] words = argument.split(" (?=[^ ]*$)");
        boolean right = session.profile()
                .password(words[0])
                .filter(secret -> words.length == 2 && words[1].equals(Digests.md5(session.stamp() + secret)))
                .isPresent();
        logIn(session, right ? words[0] : "", wire);
    }

    /** A bare AUTH lists the mechanisms, as servers did before there was CAPA. */
    private static void auth(DefaultAnswerer session, String argument, ServerWire wire) throws IOException {
        if (argument.isEmpty()) {
            CommonCommands.list(wire, "+OK", session.profile().mechanismNames());
            return;
        }
        String[] words = argument.split(" ", 2);
        ServerSasl mechanism =
                session.profile().mechanism(words[0]).orElseThrow(() -> new Refusal("no such mechanism"));
        var exchange = new SaslExchange(wire, words.length == 2 ? words[1] : null);
        logIn(
                session,
                mechanism.authenticate(exchange, session.profile()::password).orElse(""),
                wire);
    }

    private static void stls(DefaultAnswerer session, String argument, ServerWire wire) throws IOException {
        if (!wire.offersTls()) {
            throw new Refusal("no TLS to begin");
        }
        wire.say("+OK begin TLS");
        wire.startTls();
        // What the client said in clear is forgotten (RFC 2595 §4).
        session.user("");
    }

    private static void logIn(DefaultAnswerer session, String user, ServerWire wire) throws IOException {
        if (user.isEmpty()) {
            throw new Refusal(session.code("[AUTH]") + "authentication failed");
        }
        session.open(user);
        wire.say("+OK " + session.numbers().size() + " messages");
    }
}
