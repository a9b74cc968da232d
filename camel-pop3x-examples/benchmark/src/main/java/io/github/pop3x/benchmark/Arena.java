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

import io.github.pop3x.benchmark.contender.Fidelity;
import io.github.pop3x.benchmark.contender.Runner;
import io.github.pop3x.benchmark.server.DelayingProxy;
import io.github.pop3x.benchmark.server.Dovecot;
import io.github.pop3x.benchmark.server.MailStock;
import io.github.pop3x.benchmark.server.TrafficCount;

/**
 * The mailboxes of one scenario, and the way to them. Sees to it that each round begins with the same mailbox, and that
 * what a round claims is true.
 */
final class Arena implements AutoCloseable {

    private static final String STANDING = "standing";

    private final Scenario scenario;
    private final Dovecot dovecot;
    private final MailStock stock;
    private final DelayingProxy way;

    /** Writes the mails and, unless rounds delete them, the mailbox. */
    Arena(Scenario scenario, Dovecot dovecot) throws IOException {
        this.scenario = scenario;
        this.dovecot = dovecot;
        this.stock = dovecot.stock(scenario.id(), scenario.messages(), scenario.octets());
        this.way = new DelayingProxy(dovecot.port(), scenario.roundTrip());
        if (scenario.work() != Work.DELETE) {
            dovecot.create(STANDING, stock);
        }
    }

    /** A round that counts. */
    Round timed(Runner runner, Fidelity fidelity) throws IOException {
        return play(runner, fidelity, scenario.work(), port(), false);
    }

    /** Has a contender read all messages and remember them; LIMIT just reads them. */
    Round learn(Runner runner, Fidelity fidelity) throws IOException {
        return play(runner, fidelity, Work.LEARN, port(), false);
    }

    /** Has a contender learn and then poll, and tell the memory that it still holds then; its time means nothing. */
    Round learnAndPoll(Runner runner, Fidelity fidelity) throws IOException {
        play(runner, fidelity, Work.LEARN, port(), true);
        return play(runner, fidelity, Work.POLL, port(), true);
    }

    /** A round whose checksums are taken and whose octets are counted on the wire; its time means nothing. */
    TrafficCount counted(Runner runner, Fidelity fidelity) throws IOException {
        return counted(runner, fidelity, port());
    }

    /** The octets of a round right beside the server: of one who waits for each answer, far away would take long. */
    TrafficCount countedNear(Runner runner) throws IOException {
        return counted(runner, Fidelity.AT_LEAST, dovecot.port());
    }

    private TrafficCount counted(Runner runner, Fidelity fidelity, int port) throws IOException {
        try (var counter = DelayingProxy.counting(port)) {
            if (scenario.work() == Work.POLL) {
                play(runner, fidelity, Work.LEARN, counter.port(), true);
                counter.traffic();
            }
            play(runner, fidelity, scenario.work(), counter.port(), true);
            return counter.traffic();
        }
    }

    private int port() {
        return scenario.roundTrip().isZero() ? dovecot.port() : way.port();
    }

    private Round play(Runner runner, Fidelity fidelity, Work work, int port, boolean checked) throws IOException {
        String user = STANDING;
        if (work == Work.DELETE) {
            user = dovecot.newUser();
            dovecot.create(user, stock);
        }
        int expected = work.retrieves() ? stock.count() : 0;
        Round round = runner.run(new Task(port, user, work, expected, checked));
        verify(round, fidelity, work);
        int left = dovecot.count(user);
        int kept = work == Work.DELETE ? 0 : stock.count();
        if (left != kept) {
            throw new IOException(left + " messages are in the mailbox afterwards, not " + kept);
        }
        if (work == Work.DELETE) {
            dovecot.remove(user);
        }
        return round;
    }

    private void verify(Round round, Fidelity fidelity, Work work) throws IOException {
        int expected = work.retrieves() ? stock.count() : 0;
        if (round.messages() != Round.UNKNOWN && round.messages() != expected) {
            throw new IOException(round.messages() + " messages were read, not " + expected);
        }
        if (work.retrieves() && !fidelity.accepts(round, stock.octets(), stock.checksum())) {
            throw new IOException(round.octets() + " octets were read, not the " + stock.octets() + " of the mails");
        }
    }

    /** Removes mails and mailbox. */
    @Override
    public void close() throws IOException {
        way.close();
        if (scenario.work() != Work.DELETE) {
            dovecot.remove(STANDING);
        }
        stock.remove();
    }
}
