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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A named failure that can befall a session: {@code server.suffers(Misfortune.cutAfterServerOctets(17))}. The
 * vocabulary of everything that goes wrong between a mailbox and its reader. Those of the connection befall any session,
 * those of commands what the default answerer says. A command is named by its keyword ({@code "RETR"}: every one) or by
 * more of its line ({@code "RETR 2"}). Immutable; {@link #toString} is its name.
 */
public class Misfortune {

    private final String name;
    private final Consumer<WireFaults> onWire;
    private final UnaryOperator<Answerer> onAnswers;

    private Misfortune(String name, Consumer<WireFaults> onWire, UnaryOperator<Answerer> onAnswers) {
        this.name = name;
        this.onWire = onWire;
        this.onAnswers = onAnswers;
    }

    Answerer befall(ServerWire wire, Answerer answerer) {
        onWire.accept(wire.faults());
        return onAnswers.apply(answerer);
    }

    @Override
    public String toString() {
        return name;
    }

    /** What befalls a session is decided when it begins. */
    public static Misfortune decided(Supplier<List<Misfortune>> choice) {
        return new Misfortune("decided when the session begins", faults -> {}, UnaryOperator.identity()) {
            @Override
            Answerer befall(ServerWire wire, Answerer answerer) {
                Answerer befallen = answerer;
                for (Misfortune misfortune : choice.get()) {
                    befallen = misfortune.befall(wire, befallen);
                }
                return befallen;
            }
        };
    }

    // The connection

    /** The cable is cut when the server has said exactly so many octets; 0: before the greeting. */
    public static Misfortune cutAfterServerOctets(long octets) {
        return wire(
                "cut after " + octets + " server octets",
                faults -> faults.endAfterSaying(octets, SessionOver.Ending.CUT));
    }

    /**
     * The cable is cut when the client has said exactly so many octets. An incomplete command is not obeyed; one that
     * the last octet completes is, but its reply is lost.
     */
    public static Misfortune cutAfterClientOctets(long octets) {
        return wire("cut after " + octets + " client octets", faults -> faults.mayHear = octets);
    }

    /** The server stops dead when it has said exactly so many octets, and stays connected until the client goes. */
    public static Misfortune stallAfterServerOctets(long octets) {
        return wire(
                "stall after " + octets + " server octets",
                faults -> faults.endAfterSaying(octets, SessionOver.Ending.STALL));
    }

    /** The connection is reset when the server has said exactly so many octets; what is in flight may be lost. */
    public static Misfortune resetAfterServerOctets(long octets) {
        return wire(
                "reset after " + octets + " server octets",
                faults -> faults.endAfterSaying(octets, SessionOver.Ending.RESET));
    }

    /** Every end of the connection that is the server's doing, cuts too, is RST instead of FIN. */
    public static Misfortune resetInsteadOfClose() {
        return wire("reset instead of close", faults -> faults.resets = true);
    }

    /** The connection is closed as soon as it is accepted, before TLS and greeting. */
    public static Misfortune earlyClose() {
        return wire("early close", faults -> faults.closesAtOnce = true);
    }

    /** The TLS handshake, implicit or after STLS, ends in a fatal alert of the server. */
    public static Misfortune tlsAlert() {
        return wire("TLS alert", faults -> faults.alerts = true);
    }

    // Commands

    /** The greeting is something else: octets in the escapes of a transcript, CRLF not added. */
    public static Misfortune greets(String octets) {
        return new Misfortune("greets " + octets, faults -> {}, next -> new Answers(next) {
            @Override
            public void greet(ServerWire wire) throws IOException {
                wire.say(Octets.parse(octets));
            }
        });
    }

    /** The command is answered {@code -ERR text} and not obeyed. */
    public static Misfortune refuse(String command, String text) {
        return at("refuse " + command + ": " + text, command, (next, line, wire) -> {
            wire.say("-ERR " + text);
            return true;
        });
    }

    /** The command is answered by this line, and not obeyed. */
    public static Misfortune answers(String command, String answer) {
        return at("answers " + command + " by " + answer, command, (next, line, wire) -> {
            wire.say(answer);
            return true;
        });
    }

    /** The command is obeyed by nobody and never answered; the server stays connected until the client goes. */
    public static Misfortune silenceAt(String command) {
        return at("silence at " + command, command, (next, line, wire) -> {
            throw wire.over(SessionOver.Ending.STALL);
        });
    }

    /** The command is obeyed and answered once a latch is open; the session ends if that takes a minute. */
    public static Misfortune holdsAt(String command, CountDownLatch open) {
        return at("holds at " + command, command, (next, line, wire) -> {
            try {
                if (open.await(1, TimeUnit.MINUTES)) {
                    return next.answer(line, wire);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw wire.over(SessionOver.Ending.CUT);
        });
    }

    /** The command's reply is followed by a line that belongs to no command: from then on replies are off by one. */
    public static Misfortune extraLineAfter(String command, String extra) {
        return at("extra line after " + command, command, (next, line, wire) -> {
            boolean goesOn = next.answer(line, wire);
            wire.say(extra);
            return goesOn;
        });
    }

    /** The command's body is sent unstuffed: a lone dot in the message ends it early, and the rest is out of step. */
    public static Misfortune unstuffedAt(String command) {
        return at("unstuffed at " + command, command, (next, line, wire) -> {
            wire.faults().stuffing = false;
            boolean goesOn = next.answer(line, wire);
            wire.faults().stuffing = true;
            return goesOn;
        });
    }

    /** The autologout timer runs out as the command comes: closed without reply, nothing removed (RFC 1939 §3). */
    public static Misfortune autologoutAt(String command) {
        return at("autologout at " + command, command, (next, line, wire) -> {
            throw wire.over(SessionOver.Ending.CLOSE);
        });
    }

    /** The cable is cut when a command comes for which this holds, asked once for each; the command is not obeyed. */
    public static Misfortune cutAtCommandWhen(BooleanSupplier due) {
        return new Misfortune("cut at some command", faults -> {}, next -> new Answers(next) {
            @Override
            public boolean answer(String line, ServerWire wire) throws IOException {
                if (due.getAsBoolean()) {
                    throw wire.over(SessionOver.Ending.CUT);
                }
                return next.answer(line, wire);
            }
        });
    }

    /** QUIT is answered {@code +OK}, but no message is removed. */
    public static Misfortune quitRemovesNothing() {
        return at("QUIT removes nothing", "QUIT", (next, line, wire) -> {
            next.abandon();
            wire.say("+OK bye");
            return false;
        });
    }

    /** QUIT removes the messages, but the connection is cut before its reply. */
    public static Misfortune lostQuitReply() {
        return at("lost QUIT reply", "QUIT", (next, line, wire) -> {
            wire.sayNoMore();
            return next.answer(line, wire);
        });
    }

    private static Misfortune wire(String name, Consumer<WireFaults> onWire) {
        return new Misfortune(name, onWire, UnaryOperator.identity());
    }

    private static Misfortune at(String name, String command, Reaction reaction) {
        return new Misfortune(name, faults -> {}, next -> new Answers(next) {
            @Override
            public boolean answer(String line, ServerWire wire) throws IOException {
                boolean befalls = (line + " ").regionMatches(true, 0, command + " ", 0, command.length() + 1);
                return befalls ? reaction.to(next, line, wire) : next.answer(line, wire);
            }
        });
    }

    /** What happens at a command instead of the right answer; false ends the session. */
    @FunctionalInterface
    private interface Reaction {
        boolean to(Answerer next, String line, ServerWire wire) throws IOException;
    }

    /** An answerer that leaves everything to the next one. */
    private static class Answers implements Answerer {
        private final Answerer next;

        Answers(Answerer next) {
            this.next = next;
        }

        @Override
        public void greet(ServerWire wire) throws IOException {
            next.greet(wire);
        }

        @Override
        public boolean answer(String line, ServerWire wire) throws IOException {
            return next.answer(line, wire);
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
}
