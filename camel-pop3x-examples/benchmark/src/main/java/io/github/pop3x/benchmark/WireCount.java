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
package io.github.pop3x.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.pop3x.benchmark.contender.Contender;
import io.github.pop3x.benchmark.contender.Fidelity;
import io.github.pop3x.benchmark.contender.NativeTools;
import io.github.pop3x.benchmark.contender.Runner;
import io.github.pop3x.benchmark.report.Findings;
import io.github.pop3x.benchmark.report.Grid;
import io.github.pop3x.benchmark.report.Grid.Column;
import io.github.pop3x.benchmark.report.Machine;
import io.github.pop3x.benchmark.server.Dovecot;
import io.github.pop3x.benchmark.server.LeanestDialogue;
import io.github.pop3x.benchmark.server.TrafficCount;

/** Flights and octets of camel-pop3x in each scenario, beside the least that the protocol allows. */
final class WireCount {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final List<String> REMARKS = List.of(
            "A flight begins when the client speaks and all that it had asked is answered: it has waited for a round trip.",
            "The least: a client that recognizes messages by their unique-ids sends USER, PASS, UIDL, RETR for each new"
                    + " message, DELE for each that it deletes, and QUIT. That dialogue is really held, with the same"
                    + " server and mailbox, and its octets are counted. Its flights are reckoned: the login in one, the"
                    + " listing, then all the rest; and one more to delete, since a message may be deleted only when all"
                    + " of it has come.",
            "camel-pop3x is counted at its first poll in a fresh process, when it does not know the server yet; of known"
                    + " messages at its second. Next to the server there is no wait to bundle marks of deletion in, so"
                    + " that its pipeline runs dry at the end more often than far away.");

    private final Settings settings;
    private final NativeTools tools;

    WireCount(Settings settings) throws IOException {
        this.settings = settings;
        this.tools = NativeTools.build(settings.directory().resolve("tools"));
    }

    Findings run() throws IOException {
        Machine machine = Machine.here(tools.limit().isPresent());
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Grid grid = new Grid(
                "Flights and octets on the wire",
                new Column("scenario", "scenario", "%s"),
                new Column("flights", "flights", "%,d"),
                new Column("leastFlights", "least", "%,d"),
                new Column("sentOctets", "octets sent", "%,d"),
                new Column("leastSentOctets", "least", "%,d"),
                new Column("receivedOctets", "octets received", "%,d"),
                new Column("leastReceivedOctets", "least", "%,d"),
                new Column("receivedMore", "more", "%+.2f %%"),
                new Column("dialogue", "commands", "%s"));
        try (Dovecot dovecot = Dovecot.start()) {
            for (Scenario scenario : settings.scenarios()) {
                System.out.println(count(scenario, dovecot, grid));
            }
        }
        return new Findings(settings.program().id(), machine, began, REMARKS, List.of(grid));
    }

    private String count(Scenario scenario, Dovecot dovecot, Grid grid) throws IOException {
        Path home = settings.directory().resolve("contenders").resolve("wire");
        try (Arena arena = new Arena(scenario, dovecot);
                Runner leanest = new LeanestDialogue();
                Runner route = Contender.CAMEL_POP3X.runner(tools, scenario.heapMiB(), home, PATIENCE)) {
            TrafficCount least = arena.countedNear(leanest);
            TrafficCount ours = arena.counted(route, Fidelity.EXACT);
            return grid.add(
                    scenario.title(),
                    ours.flights(),
                    LeanestDialogue.flights(scenario.work()),
                    ours.sent(),
                    least.sent(),
                    ours.received(),
                    least.received(),
                    100.0 * (ours.received() - least.received()) / least.received(),
                    ours.dialogue());
        }
    }
}
