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
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.store.JournalLedgerStore;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.apache.camel.util.FileUtil;

/**
 * A mailbox of kept messages behind a slow line, polled after a restart in sessions that are too short for all of their
 * headers. The promise of delivery is kept, and besides: new mail is routed before known mail is looked at, and polls get on
 * until all is looked at, each message once.
 *
 * <p>For one thread.
 */
public final class SlowMailbox implements AutoCloseable {

    private static final int NEW_MAILS = 5;
    /** On a busy machine a session may be over before it has asked for anything. */
    private static final int MOST_POLLS_IN_VAIN = 5;

    private final CampaignContext context;
    private final Path directory = Files.createTempDirectory("slow-mailbox");
    private MailHistory history;
    private Maildrop maildrop;
    private int cases;

    /**
     * What a case is made with.
     *
     * @param kept how many messages are known
     * @param latency of each TOP and each RETR
     * @param sessionTimeout the option of that name
     * @param pipelining whether the server has it
     */
    public record Setting(int kept, Duration latency, Duration sessionTimeout, boolean pipelining) {}

    /** What a case took, for those who run it. */
    public record Taken(int polls, int looks) {}

    private Taken taken = new Taken(0, 0);

    public SlowMailbox() throws Exception {
        context = new CampaignContext(
                (node, uid, octets) -> history.completes(node.name(), history.begins(node.name(), uid, octets)));
    }

    /** What the last case took. */
    public Taken taken() {
        return taken;
    }

    /**
     * Delivers all, restarts, and polls until all is looked at.
     *
     * @return how the promise was broken; empty if it was kept
     */
    public Optional<String> restart(Setting setting) throws Exception {
        maildrop = new Maildrop();
        history = new MailHistory(this::present);
        String user = "user" + ++cases;
        Map<String, Integer> looked = new ConcurrentHashMap<>();
        try (ScriptedServer server = new ScriptedServer();
                LedgerStore store = new JournalLedgerStore(Files.createDirectory(directory.resolve(user)))) {
            ServerProfile profile = new ServerProfile().mailbox(user, "s3cret", maildrop);
            ServerProfile announced = setting.pipelining ? profile : profile.without("PIPELINING");
            String uri = "pop3x:" + server.host() + ":" + server.port() + "?delay=0&username=" + user
                    + "&password=s3cret&tls=none&mapMailMessage=false";
            server.answers(() -> new DefaultAnswerer(announced));
            arrive("kept", setting.kept);
            Node before = context.start("before", uri, InstantSource.system(), store, history::recorded);
            before.poll();
            before.stop();
            arrive("new", NEW_MAILS);
            server.answers(() -> new WatchedAnswerer(
                    new DefaultAnswerer(announced), slowly(setting.latency, looked, List.copyOf(maildrop.uids()))));
            Node after = context.start(
                    "after",
                    uri + "&sessionTimeout=" + setting.sessionTimeout.toMillis(),
                    InstantSource.system(),
                    store,
                    history::recorded);
            pollOn(setting, after, server, looked);
            after.stop();
            history.checkEnd(false);
            return history.breaches().isEmpty()
                    ? Optional.empty()
                    : Optional.of(setting + " " + taken + "\n"
                            + String.join("\n", history.breaches()).indent(2));
        }
    }

    private static Consumer<String> slowly(Duration latency, Map<String, Integer> looked, List<String> uids) {
        return command -> {
            String[] words = command.split(" ");
            if (words[0].equals("TOP") || words[0].equals("RETR")) {
                LockSupport.parkNanos(latency.toNanos());
            }
            if (words[0].equals("TOP")) {
                looked.merge(uids.get(Integer.parseInt(words[1]) - 1), 1, Integer::sum);
            }
        };
    }

    private void pollOn(Setting setting, Node node, ScriptedServer server, Map<String, Integer> looked) {
        int polls = 0;
        int inVain = 0;
        boolean looksEnded = false;
        while (inVain < MOST_POLLS_IN_VAIN && !looksEnded) {
            int known = looked.size();
            int looks = sum(looked);
            boolean isWhole = poll(node);
            server.awaitIdle();
            polls++;
            looksEnded = isWhole && looks == sum(looked) && history.isRouted();
            inVain = looked.size() > known || looksEnded ? 0 : inVain + 1;
            if (known == 0 && !looked.isEmpty() && !history.isRouted()) {
                history.breached("known mail was looked at before new mail was routed");
            }
        }
        taken = new Taken(polls, sum(looked));
        if (looked.size() != setting.kept) {
            history.breached("after " + polls + " polls " + looked.size() + " of " + setting.kept + " were looked at");
        }
        // The last answers of a session that is cut are lost, and asked for again.
        if (sum(looked) > 2 * setting.kept + NEW_MAILS) {
            history.breached(sum(looked) + " looks at " + setting.kept + " messages");
        }
    }

    private static boolean poll(Node node) {
        try {
            node.poll();
            return true;
        } catch (Exception broken) {
            // A session that was too short.
            return false;
        }
    }

    private static int sum(Map<String, Integer> looked) {
        return looked.values().stream().mapToInt(Integer::intValue).sum();
    }

    private Set<MailHistory.Mail> present() {
        Map<String, MailHistory.Mail> byUid = new HashMap<>();
        history.mails().forEach(mail -> byUid.put(mail.uid(), mail));
        byUid.keySet().retainAll(new HashSet<>(maildrop.uids()));
        return Collections.unmodifiableSet(new HashSet<>(byUid.values()));
    }

    private void arrive(String name, int mails) {
        for (int i = 0; i < mails; i++) {
            String uid = name + i;
            maildrop.add(uid, history.next(uid, 0).octets());
        }
    }

    @Override
    public void close() throws IOException {
        context.close();
        FileUtil.removeDir(directory.toFile());
    }
}
