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
package io.github.pop3x;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

import io.github.pop3x.session.SessionGate;
import io.github.pop3x.session.Trouble;
import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.LyingAnswerer;
import io.github.pop3x.testing.LyingAnswerer.Lie;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScramSasl;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.ServerWire;
import io.github.pop3x.testing.campaign.Campaign;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A server lies about each capability in each way. Each mail is routed once all the same, octet for octet, and the mailbox
 * is empty after a few polls; the operator gets one line for each step down.
 *
 * <p>{@code -Dpop3x.lies.step=1} or {@code -Plong} makes them all.
 */
class CapabilityLiesTest {

    private static final int STEP = Integer.getInteger("pop3x.lies.step", 7);

    /** Three lost sessions at UIDL after one that is taken for a matter of PIPELINING, and some in which mail comes. */
    private static final int POLLS = 10;

    /** The options of a route; fetch=headers needs the route to say that the mail is deleted. */
    private static final List<String> OPTIONS = List.of(
            "",
            "&pipelining=off",
            "&headerFilter=RAW(${header.Subject} contains 'mail')",
            "&fetch=headers",
            "&maxMessagesPerPoll=3");

    private static final Set<Trouble.Reason> BREAKERS = EnumSet.of(Trouble.Reason.REFUSED, Trouble.Reason.PERMANENT);

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    /** What the server claims. */
    private enum Claim {
        CAPA((command, wire) -> command.equals("CAPA") || command.equals("AUTH")),
        PIPELINING((command, wire) -> !command.startsWith("QUIT") && wire.hasUnheard()),
        APOP("APOP", profile -> profile.without("CRAM-MD5")),
        CRAM_MD5("AUTH CRAM-MD5"),
        SCRAM("AUTH SCRAM-SHA-256", profile -> profile.sasl(ScramSasl.of("SHA-256"))),
        PLAIN("AUTH PLAIN", profile -> profile.without("CRAM-MD5", "APOP")),
        UTF8("UTF8"),
        TOP("TOP"),
        TOP_UNANNOUNCED("TOP", profile -> profile.unannounced("TOP")),
        TOP_AND_UIDL("(TOP|UIDL)"),
        UIDL("UIDL"),
        UIDL_UNANNOUNCED("UIDL", profile -> profile.unannounced("UIDL")),
        UIDL_OF_ALL((command, wire) -> command.equals("UIDL"));

        private final BiPredicate<String, ServerWire> about;
        private final UnaryOperator<ServerProfile> profile;

        Claim(BiPredicate<String, ServerWire> about) {
            this.about = about;
            this.profile = UnaryOperator.identity();
        }

        Claim(String command) {
            this(command, UnaryOperator.identity());
        }

        Claim(String command, UnaryOperator<ServerProfile> profile) {
            this.about = (line, wire) -> (line + " ").matches(command + " .*");
            this.profile = profile;
        }

        /** An answer of one line that says yes does not count; a bare refusal of a password is one of the password. */
        private boolean isLie(Lie lie) {
            boolean isOfOneLine = this == APOP || this == CRAM_MD5 || this == SCRAM || this == PLAIN || this == UTF8;
            return isOfOneLine ? !lie.isAgreement() && (this != PLAIN || lie != Lie.REFUSED) : true;
        }
    }

    private static List<byte[]> mails() {
        List<byte[]> mails = new ArrayList<>();
        for (int number = 1; number <= 7; number++) {
            String text = "Message-ID: <" + number + "@example.org>\r\nSubject: mail \u00fc" + number + "\r\n\r\n"
                    + ".\r\n+OK line\r\n".repeat(number - 1);
            mails.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return mails;
    }

    @Test
    void aLieAboutACapabilityLosesAndRepeatsNoMessage() throws Exception {
        Campaign campaign = new Campaign("Lies about capabilities", STEP);
        for (Claim claim : Claim.values()) {
            for (Lie lie : Lie.values()) {
                if (claim.isLie(lie)) {
                    for (String options : OPTIONS) {
                        campaign.next(claim.toString(), () -> tell(claim, lie, options));
                    }
                }
            }
        }
        campaign.end();
    }

    @Test
    void anAbsurdPolicyHoldsNoMessageBack() throws Exception {
        Campaign campaign = new Campaign("Absurd policies", 1);
        for (String policy : List.of("LOGIN-DELAY", "EXPIRE")) {
            for (String value :
                    List.of("", " x", " -1", " 99999999999999999999999", " 0 0 0", " USER", " NEVER", " \u0001")) {
                campaign.next(policy, () -> tell(profile -> profile.announcing(policy + value), policy + value, 1));
            }
        }
        campaign.end();
    }

    private Optional<String> tell(Claim claim, Lie lie, String options) throws Exception {
        Maildrop maildrop = new Maildrop();
        ServerProfile profile = claim.profile.apply(new ServerProfile().mailbox("alice", "s3cret", maildrop));
        server.answers(() -> new LyingAnswerer(new DefaultAnswerer(profile), claim.about, lie));
        return poll(maildrop, options, POLLS).map(breach -> claim + " " + lie + " with " + options + breach);
    }

    private Optional<String> tell(UnaryOperator<ServerProfile> lie, String name, int polls) throws Exception {
        Maildrop maildrop = new Maildrop();
        server.answers(lie.apply(new ServerProfile().mailbox("alice", "s3cret", maildrop)));
        return poll(maildrop, "", polls).map(breach -> name + breach);
    }

    /** How the promise was broken; empty if it was kept. */
    private Optional<String> poll(Maildrop maildrop, String options, int polls) throws Exception {
        List<byte[]> mails = mails();
        for (int i = 0; i < mails.size(); i++) {
            maildrop.add("m" + (i + 1), mails.get(i));
        }
        List<String> troubles = new ArrayList<>();
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = PolledRoute.from(
                        server,
                        "delete=true&readTimeout=700" + options,
                        exchange -> exchange.setProperty(Pop3xConstants.DELETE, true))) {
            for (int poll = 1; poll <= polls && !maildrop.uids().isEmpty(); poll++) {
                try {
                    route.poll();
                } catch (IOException e) {
                    troubles.add(e.getMessage());
                    waitNoMore(route);
                }
            }
            List<String> breaches = new ArrayList<>();
            if (!maildrop.uids().isEmpty()) {
                breaches.add("left on the server: " + maildrop.uids());
            }
            compare(mails, route, options.contains("fetch=headers"), breaches);
            List<String> stepDowns = log.told().stream()
                    .filter(line -> line.contains("StepDowns"))
                    .toList();
            if (stepDowns.size() != stepDowns.stream().distinct().count()) {
                breaches.add("told twice: " + stepDowns);
            }
            return breaches.isEmpty()
                    ? Optional.empty()
                    : Optional.of(": " + breaches + "\n" + troubles + "\n" + server.dialogue());
        }
    }

    /** A server that was silent twice is left alone for ten seconds. A breaker stays open: that would be for minutes. */
    private static void waitNoMore(PolledRoute route) {
        SessionGate gate = route.consumer().gate();
        Optional<Trouble.Reason> reason = gate.trouble().map(Trouble::reason);
        if (reason.isEmpty() || !BREAKERS.contains(reason.get())) {
            gate.retryNow();
        }
    }

    private static void compare(List<byte[]> mails, PolledRoute route, boolean headers, List<String> breaches) {
        TreeMap<String, Integer> expected = new TreeMap<>();
        for (byte[] mail : mails) {
            String text = new String(mail, StandardCharsets.ISO_8859_1);
            expected.put(headers ? text.substring(0, text.indexOf("\r\n\r\n") + 4) : text, 1);
        }
        TreeMap<String, Integer> routed = new TreeMap<>();
        route.routed()
                .forEach(mail -> routed.merge(new String(mail.octets(), StandardCharsets.ISO_8859_1), 1, Integer::sum));
        if (!expected.equals(routed)) {
            breaches.add("routed " + routed);
        }
    }
}
