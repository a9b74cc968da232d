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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.pop3x.exchange.Completion;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MemoryLedgerStore;
import io.github.pop3x.ledger.store.JournalLedgerStore;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.apache.camel.util.FileUtil;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Two weeks in the life of a mailbox, during which the clock jumps once: at a command of a session, or where a route
 * begins or ends. Within them a route fails, the server refuses a message, new mail comes, the process is restarted, an id
 * is used for a second message, and one listing is empty. The promise of delivery is kept, and besides:
 *
 * <ul>
 *   <li>two hours after the jump all that was there before is routed;
 *   <li>nothing is deleted before {@code deleteAfter} has passed by the clock that the process sees.
 * </ul>
 */
public final class ClockStory implements AutoCloseable {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int DAYS = 14;
    private static final int DAY_OF_OTHERS = 2;
    private static final int DAY_OF_NEW_MAIL = 6;
    private static final int DAY_OF_EMPTY_LISTING = 8;

    private final CampaignContext context;
    private final Path directory = Files.createTempDirectory("clock-story");
    private int cases;

    private Setting setting;
    private Jump jump;
    private int at;
    private int events;
    private ShiftedClock clock;
    private Maildrop maildrop;
    private MailHistory history;
    private boolean listsNothing;
    private boolean failsOnce;
    private final Map<MailHistory.Mail, Duration> completions = new HashMap<>();

    /** How the clock goes wrong. */
    public enum Jump {
        /** It is put back. */
        BACK_8_HOURS(Duration.ofHours(-8), false),
        /** It is put forward. */
        AHEAD_8_HOURS(Duration.ofHours(8), false),
        /** It is put forward by far. */
        AHEAD_A_YEAR(Duration.ofDays(365), false),
        /** It is put forward, and right again before the next poll. */
        AHEAD_8_HOURS_FOR_A_POLL(Duration.ofHours(8), true),
        /** It is put forward by far, and right again before the next poll. */
        AHEAD_A_YEAR_FOR_A_POLL(Duration.ofDays(365), true);

        private final Duration by;
        private final boolean corrected;

        Jump(Duration by, boolean corrected) {
            this.by = by;
            this.corrected = corrected;
        }
    }

    /**
     * What surrounds the jump.
     *
     * @param delete the option of that name
     * @param deleteAfter the option of that name, in days
     * @param journal whether the ledger is a journal, and the process is restarted
     */
    public record Setting(boolean delete, int deleteAfter, boolean journal) {
        @Override
        public String toString() {
            return (delete ? "delete after " + deleteAfter + " days" : "keep")
                    + (journal ? ", journal, a restart" : ", memory");
        }
    }

    public ClockStory() throws Exception {
        // Routes that fail are part of the plan here, and each would be a line of the log.
        Configurator.setLevel(Completion.class, Level.ERROR);
        context = new CampaignContext(this::deliver);
    }

    private void deliver(Node node, String uid, byte[] octets) {
        event();
        MailHistory.Mail mail = history.begins(node.name(), uid, octets);
        if (fails(uid)) {
            throw new IllegalStateException("not the first time");
        }
        synchronized (this) {
            completions.put(mail, clock.mostPassed());
        }
        history.completes(node.name(), mail);
        event();
    }

    private synchronized boolean fails(String uid) {
        boolean fails = failsOnce && uid.equals("b");
        failsOnce &= !fails;
        return fails;
    }

    private synchronized void event() {
        if (events++ == at) {
            clock.jump(jump.by);
        }
    }

    /** How many events there are at which the clock may jump. */
    public int measure(Setting whole) throws Exception {
        Optional<String> failure = tell(whole, Jump.BACK_8_HOURS, -1);
        if (failure.isPresent()) {
            throw new AssertionError(failure.get());
        }
        return events;
    }

    /**
     * Lets the clock jump at an event, from 0.
     *
     * @return how the promise was broken, and the dialogue; empty if it was kept
     */
    public Optional<String> tell(Setting which, Jump how, int event) throws Exception {
        setting = which;
        jump = how;
        at = event;
        events = 0;
        clock = new ShiftedClock();
        maildrop = new Maildrop().exclusive();
        history = new MailHistory(this::present);
        listsNothing = false;
        failsOnce = true;
        completions.clear();
        String user = "user" + ++cases;
        try (ScriptedServer server = new ScriptedServer();
                LedgerStore store = which.journal
                        ? new JournalLedgerStore(Files.createDirectory(directory.resolve(user)))
                        : new MemoryLedgerStore()) {
            server.answers(() -> new WatchedAnswerer(new DefaultAnswerer(profile(user)), command -> event()));
            String uri = "pop3x:" + server.host() + ":" + server.port() + "?delay=60000&username=" + user
                    + "&password=s3cret&tls=none&mapMailMessage=false&delete=" + which.delete
                    + (which.deleteAfter == 0 ? "" : "&deleteAfter=" + which.deleteAfter * DAY.toMillis());
            live(server, uri, store);
            history.checkEnd(which.delete);
            return history.breaches().isEmpty()
                    ? Optional.empty()
                    : Optional.of(which + ": " + how + " at event " + event + "\n"
                            + String.join("\n", history.breaches()).indent(2)
                            + server.dialogue().indent(4));
        }
    }

    private ServerProfile profile(String user) {
        return new ServerProfile()
                .mailbox(user, "s3cret", listsNothing ? new Maildrop() : maildrop)
                .without("APOP", "LOGIN", "CRAM-MD5")
                .announcing("LOGIN-DELAY 30");
    }

    private Set<MailHistory.Mail> present() {
        List<String> uids = maildrop.uids();
        Map<String, MailHistory.Mail> last = new HashMap<>();
        history.mails().forEach(mail -> last.put(mail.uid(), mail));
        last.keySet().retainAll(uids);
        return new HashSet<>(last.values());
    }

    private void arrive(String... uids) {
        for (String uid : uids) {
            maildrop.add(uid, history.next(uid, 1).octets());
        }
    }

    private void live(ScriptedServer server, String uri, LedgerStore store) throws Exception {
        arrive("a", "b", "c");
        server.suffers(Misfortune.refuse("RETR 3", "not now"));
        Node node = context.start("process", uri, clock, store, history::recorded);
        for (Duration pause : List.of(MINUTE, MINUTE, MINUTE.multipliedBy(10))) {
            poll(node, server);
            pass(pause);
        }
        arrive("d");
        poll(node, server);
        if (setting.journal) {
            node.stop();
            node = context.start("process", uri, clock, store, history::recorded);
        }
        for (int hours = 0; hours < 2; hours++) {
            pass(HOUR);
            poll(node, server);
        }
        if (!history.isRouted()) {
            history.breached("after two hours not all is routed");
        }
        for (int day = 1; day <= DAYS; day++) {
            pass(DAY);
            begin(day);
            poll(node, server);
            listsNothing = false;
        }
        node.stop();
        server.awaitIdle();
    }

    private void begin(int day) {
        if (day == DAY_OF_OTHERS && !setting.delete) {
            history.mails().stream().limit(1).forEach(history::removedByOthers);
            maildrop.remove("a");
        }
        if (day == DAY_OF_NEW_MAIL && !maildrop.uids().contains("a")) {
            arrive("a");
        }
        listsNothing = day == DAY_OF_EMPTY_LISTING;
    }

    private void pass(Duration time) {
        clock.pass(time);
        if (jump.corrected) {
            clock.correct();
        }
    }

    private void poll(Node node, ScriptedServer server) {
        try {
            node.poll();
        } catch (Exception e) {
            history.breached("a poll failed though its session was whole: " + e);
        }
        server.awaitIdle();
        history.checkRemovals();
        Set<MailHistory.Mail> there = present();
        synchronized (this) {
            for (Map.Entry<MailHistory.Mail, Duration> completion : new ArrayList<>(completions.entrySet())) {
                Duration age = clock.mostPassed().minus(completion.getValue());
                if (setting.delete
                        && !there.contains(completion.getKey())
                        && age.compareTo(DAY.multipliedBy(setting.deleteAfter)) < 0) {
                    history.breached(completion.getKey() + " was deleted after " + age);
                }
                completions.remove(
                        completion.getKey(), there.contains(completion.getKey()) ? null : completion.getValue());
            }
        }
    }

    @Override
    public void close() throws IOException {
        context.close();
        FileUtil.removeDir(directory.toFile());
        Configurator.setLevel(Completion.class, (Level) null);
    }
}
