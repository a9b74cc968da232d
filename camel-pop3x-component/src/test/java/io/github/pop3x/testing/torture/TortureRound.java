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
package io.github.pop3x.testing.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.campaign.Node;

/**
 * One round: a setting and some dozens of steps, all from one seed; then the troubles end, and the promise of delivery
 * must have been kept. What is chosen depends on the seed alone, but for threads, which meet as they like.
 */
public final class TortureRound {

    private static final int MOST_STEPS = 30;
    private static final int MOST_POLLS = 20;
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(3));
    private static final List<Duration> JUMPS = List.of(
            Duration.ofMinutes(-1),
            Duration.ofHours(-8),
            Duration.ofDays(-365),
            Duration.ofHours(8),
            Duration.ofDays(365));

    private final long seed;
    private final Random random;
    private final TortureSetting setting;
    private final List<String> steps = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private TorturedProcesses processes;
    private TorturedMailbox mailbox;

    /** Something that happens between or in polls. */
    @FunctionalInterface
    private interface Step {
        void take(TorturedNode node) throws Exception;
    }

    /** A kind of step, as often as the others times its weight. */
    private record Kind(int weight, Step step) {}

    /** A new kind of step is one more line here. */
    private final List<Kind> kinds = List.of(
            new Kind(12, this::pollInTrouble),
            new Kind(3, this::poll),
            new Kind(2, this::pollAllAtOnce),
            new Kind(3, this::killInPoll),
            new Kind(3, this::pass),
            new Kind(3, this::arrive),
            new Kind(2, this::reuse),
            new Kind(1, this::removeAsAnother),
            new Kind(2, this::jump),
            new Kind(1, this::correct),
            new Kind(1, this::refuseWrites),
            new Kind(2, this::restart));

    /** The round of a seed. */
    public TortureRound(long seed) {
        this.seed = seed;
        random = new Random(seed);
        // The first numbers of seeds that follow each other are alike.
        random.nextLong();
        setting = TortureSetting.random(random);
    }

    /** What happened, by kind. */
    public Map<String, Integer> counts() {
        return counts;
    }

    /**
     * Runs the round.
     *
     * @param withDialogue whether a broken promise is shown with all that was said
     * @return how the promise was broken, with setting and steps; empty if it was kept
     */
    public Optional<String> run(TortureGround ground, boolean withDialogue) throws Exception {
        mailbox = new TorturedMailbox();
        try (TorturedProcesses opened = new TorturedProcesses(ground, seed, setting, mailbox)) {
            processes = opened;
            try {
                live();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(tell(true), e);
            }
            return mailbox.history().breaches().isEmpty() ? Optional.empty() : Optional.of(tell(withDialogue));
        }
    }

    private String tell(boolean withDialogue) {
        return "torture.seed=" + seed + ": " + setting + "\n"
                + String.join("\n", mailbox.history().breaches()).indent(2)
                + String.join("\n", steps).indent(4)
                + (withDialogue ? processes.dialogue().indent(6) : "");
    }

    private void live() throws Exception {
        processes.startAll(false);
        int first = 1 + random.nextInt(4);
        for (int i = 0; i < first; i++) {
            mailbox.arrive(random.nextInt(3));
        }
        int weights = kinds.stream().mapToInt(Kind::weight).sum();
        for (int left = 5 + random.nextInt(MOST_STEPS - 5); left > 0; left--) {
            int at = random.nextInt(weights);
            int kind = 0;
            while (at >= kinds.get(kind).weight()) {
                at -= kinds.get(kind++).weight();
            }
            kinds.get(kind).step().take(Trouble.any(random, processes.nodes()));
            mailbox.history().checkRemovals();
        }
        settle();
    }

    private void note(TorturedNode node, String kind, Object details) {
        steps.add(steps.size() + 1 + ". " + (setting.nodes() > 1 ? "node " + processes.number(node) + " " : "") + kind
                + " " + details);
        counts.merge(kind, 1, Integer::sum);
    }

    private void pollInTrouble(TorturedNode node) {
        node.plan(troubles());
        note(node, "poll in trouble", node.planned());
        processes.poll(node);
    }

    private List<List<Misfortune>> troubles() {
        List<List<Misfortune>> sessions = new ArrayList<>();
        for (int session = 1 + random.nextInt(2); session > 0; session--) {
            List<Misfortune> befalling = new ArrayList<>();
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                Trouble trouble = Trouble.any(random, Trouble.KINDS);
                Misfortune misfortune = trouble.choice().apply(random, setting);
                if (misfortune != null) {
                    befalling.add(misfortune);
                    counts.merge("  " + trouble.name(), 1, Integer::sum);
                }
            }
            sessions.add(befalling);
        }
        return sessions;
    }

    private void poll(TorturedNode node) {
        note(node, "poll", "");
        if (processes.poll(node)) {
            mailbox.listedBy(node);
        }
    }

    private void pollAllAtOnce(TorturedNode node) throws Exception {
        processes.nodes().forEach(each -> each.plan(random.nextBoolean() ? List.of() : troubles()));
        note(
                node,
                "poll all at once",
                processes.nodes().stream().map(TorturedNode::planned).toList());
        processes.pollAllAtOnce();
    }

    private void killInPoll(TorturedNode node) throws Exception {
        int commands = 1 + random.nextInt(25);
        int routes = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(6);
        note(node, "kill", "at command " + commands + " or route event " + routes);
        node.planKill(commands, routes);
        processes.poll(node);
        node.process().kill();
        processes.restart(node, false);
    }

    private void pass(TorturedNode node) {
        Duration pause = Trouble.any(random, PAUSES);
        note(node, "time passes", pause);
        processes.pass(pause);
    }

    private void arrive(TorturedNode node) {
        int lines = random.nextInt(3);
        note(node, "new mail", lines);
        mailbox.arrive(lines);
    }

    private void reuse(TorturedNode node) {
        List<String> free = mailbox.freeIds(setting.nodes());
        if (!free.isEmpty()) {
            String uid = Trouble.any(random, free);
            int lines = random.nextInt(3);
            note(node, "an id comes back", uid + " " + lines);
            mailbox.reuse(uid, lines);
        }
    }

    private void removeAsAnother(TorturedNode node) {
        if (!mailbox.there().isEmpty()) {
            var mail = Trouble.any(random, mailbox.there());
            note(node, "removed by another client", mail);
            mailbox.removeAsAnother(mail);
        }
    }

    private void jump(TorturedNode node) {
        Duration by = Trouble.any(random, JUMPS);
        note(node, "the clock jumps", by);
        node.clock().jump(by);
    }

    private void correct(TorturedNode node) {
        note(node, "the clock is set right", "");
        node.clock().correct();
    }

    private void refuseWrites(TorturedNode node) {
        int writes = 1 + random.nextInt(6);
        note(node, "the ledger refuses", writes);
        node.process().refuseWrites(writes);
    }

    private void restart(TorturedNode node) throws Exception {
        note(node, "restart", "");
        processes.restart(node, false);
    }

    /** All is well again: what there is must come, and in the end go. */
    private void settle() throws Exception {
        steps.add("then all is well");
        for (TorturedNode node : processes.nodes()) {
            node.planNothing();
            node.clock().correct();
            node.process().refuseWrites(0);
            processes.restart(node, true);
        }
        int inVain = 0;
        for (int polls = 0; polls < MOST_POLLS && inVain < 4; polls++) {
            processes.pass(Duration.ofDays(1));
            boolean found = false;
            for (TorturedNode node : processes.nodes()) {
                found |= processes.pollWell(node) != 0;
                mailbox.history().checkRemovals();
            }
            inVain = found ? 0 : inVain + 1;
        }
        if (inVain < 4) {
            mailbox.history().breached("polls still find something after " + MOST_POLLS);
        }
        for (TorturedNode node : processes.nodes()) {
            Node process = node.process();
            process.stop();
            node.server().awaitIdle();
        }
        mailbox.history().checkEnd(setting.delete());
        processes.checkClaims();
    }
}
