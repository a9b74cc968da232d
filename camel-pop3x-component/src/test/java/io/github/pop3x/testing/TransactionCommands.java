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

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.IntFunction;

/** The commands of the TRANSACTION state (RFC 1939 §5, §7; LAST: RFC 1460). */
final class TransactionCommands {

    static final Map<String, DefaultAnswerer.Handler> TABLE = Map.ofEntries(
            Map.entry("STAT", TransactionCommands::stat),
            Map.entry("LIST", TransactionCommands::list),
            Map.entry("UIDL", TransactionCommands::uidl),
            Map.entry("RETR", TransactionCommands::retr),
            Map.entry("TOP", TransactionCommands::top),
            Map.entry("DELE", TransactionCommands::dele),
            Map.entry("RSET", TransactionCommands::rset),
            Map.entry("NOOP", (session, argument, wire) -> wire.say("+OK")),
            Map.entry("LAST", (session, argument, wire) -> wire.say("+OK " + session.last())),
            Map.entry("CAPA", CommonCommands::capa),
            Map.entry("LANG", CommonCommands::lang),
            Map.entry("QUIT", CommonCommands::quit));

    private TransactionCommands() {}

    private static void stat(DefaultAnswerer session, String argument, ServerWire wire) throws IOException {
        wire.say("+OK " + session.numbers().size() + " " + octets(session));
    }

    private static long octets(DefaultAnswerer session) {
        return session.numbers().stream()
                .mapToLong(n -> session.mail(n).listedSize())
                .sum();
    }

    private static void list(DefaultAnswerer session, String argument, ServerWire wire) throws IOException {
        listing(session, argument, wire, n -> n + " " + session.mail(n).listedSize());
    }

    private static void uidl(DefaultAnswerer session, String argument, ServerWire wire) throws IOException {
        listing(session, argument, wire, n -> n + " " + session.mail(n).uid());
    }

    private static void listing(DefaultAnswerer session, String argument, ServerWire wire, IntFunction<String> line)
            throws IOException {
        if (argument.isEmpty()) {
            String status = "+OK " + session.numbers().size() + " messages";
            CommonCommands.list(
                    wire, status, session.numbers().stream().map(line::apply).toList());
        } else {
            wire.say("+OK " + line.apply(session.number(argument)));
        }
    }

    private static void retr(DefaultAnswerer session, String argument, ServerWire wire) throws IOException {
        int number = session.number(argument);
        Maildrop.Mail mail = session.mail(number);
        session.retrieved(number);
        session.note("RETR", mail.uid());
        wire.say("+OK " + mail.listedSize() + " octets");
        OutputStream body = wire.body();
        mail.source().writeTo(body);
        body.close();
    }

    private static void top(DefaultAnswerer session, String argument, ServerWire wire) throws IOException {
        String[] words = argument.split(" ");
        if (words.length != 2 || !words[1].matches("[0-9]{1,18}")) {
            throw new Refusal("TOP wants a message and a number of lines");
        }
        Maildrop.Mail mail = session.mail(session.number(words[0]));
        session.note("TOP", mail.uid());
        wire.say("+OK");
        var body = new BufferedOutputStream(wire.body());
        mail.source().writeTo(new TopOutput(body, Long.parseLong(words[1])));
        body.close();
    }

    private static void dele(DefaultAnswerer session, String argument, ServerWire wire) throws IOException {
        int number = session.number(argument);
        session.mark(number);
        session.note("DELE", session.mail(number).uid());
        wire.say("+OK");
    }

    private static void rset(DefaultAnswerer session, String argument, ServerWire wire) throws IOException {
        session.unmarkAll();
        session.note("RSET", "");
        wire.say("+OK " + session.numbers().size() + " messages");
    }
}
