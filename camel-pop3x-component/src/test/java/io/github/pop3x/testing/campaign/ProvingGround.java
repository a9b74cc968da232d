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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.pop3x.PackageAccess;
import io.github.pop3x.Pop3xComponent;
import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.Pop3xConsumer;
import io.github.pop3x.exchange.Completion;
import io.github.pop3x.ledger.store.JdbcLedgerStore;
import io.github.pop3x.ledger.store.JournalLedgerStore;
import io.github.pop3x.testing.MemoryDatabase;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.SessionLog;
import io.github.pop3x.testing.route.ManualScheduler;
import io.github.pop3x.testing.route.SilentExceptionHandler;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.FileUtil;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Where consumers meet {@linkplain FailedPoll mishaps}, thousands a minute. One Camel context with one route serves all; each
 * case has a server and a mailbox name of its own, and a component object stands for a process: it owns the ledgers.
 *
 * <p>For one thread.
 */
public final class ProvingGround implements AutoCloseable {

    private static final int MOST_POLLS = 10;
    private static final String DRAIN = "&operation=drain&drainTo=direct:delivered";
    private final CamelContext context = new DefaultCamelContext();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Processor route;
    private final Path directory;
    /** One for all processes: what it keeps is what a new ledger finds. */
    private final JournalLedgerStore journal;

    private final JdbcLedgerStore database;

    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private volatile DeliveryPromise promise;
    private int cases;

    /**
     * What was said in a session that was left whole.
     *
     * @param serverOctets how many the server said
     * @param clientOctets how many the client said
     * @param commands the keywords, in order, each with its argument if that is a number; other users have other names
     */
    public record WholeSession(long serverOctets, long clientOctets, List<String> commands) {}

    public ProvingGround() throws Exception {
        // Routes that fail are part of the plan here, and each would be a line of the log.
        Configurator.setLevel(Completion.class, Level.ERROR);
        context.disableJMX();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:delivered").routeId("delivered").process(ProvingGround.this::deliver);
            }
        });
        context.start();
        route = context.getRoute("delivered").getProcessor();
        directory = Files.createTempDirectory("proving-ground");
        journal = new JournalLedgerStore(directory);
        context.getRegistry().bind("journal", journal);
        database = new JdbcLedgerStore(MemoryDatabase.create());
        context.getRegistry().bind("database", database);
    }

    private void deliver(Exchange exchange) {
        String uid = exchange.getMessage().getHeader(Pop3xConstants.UID, String.class);
        promise.begins(uid, exchange.getMessage().getBody(byte[].class));
        if (failing.remove(uid)) {
            exchange.setRollbackOnly(true);
        } else {
            promise.completes(uid);
        }
    }

    /** Holds the sessions of a setting's first poll, and lets nothing befall them. */
    public List<WholeSession> measure(FailedPoll.Setting setting) throws Exception {
        String user = begin(setting);
        Pop3xComponent process = newProcess();
        try (ScriptedServer server = serve(user, setting)) {
            Polls polls = start(process, setting, uri(server, user, setting));
            polls.poll();
            server.awaitIdle();
            polls.stop();
            List<WholeSession> sessions = new ArrayList<>();
            for (int i = 0; i < server.log().sessions(); i++) {
                SessionLog.Session session = server.log().session(i);
                sessions.add(
                        new WholeSession(session.serverOctets(), session.clientOctets(), keywords(session.dialogue())));
            }
            return sessions;
        }
    }

    private static List<String> keywords(String dialogue) {
        return dialogue.lines()
                .filter(line -> line.startsWith("C: "))
                .map(line -> line.substring("C: ".length()).replaceFirst(" .*[^0-9].*", ""))
                .toList();
    }

    /**
     * Lets a mishap happen, and polls on until nothing is found any more.
     *
     * @return how the delivery promise was broken, and the dialogue; empty if it was kept
     */
    public Optional<String> befall(FailedPoll mishap) throws Exception {
        String user = begin(mishap.setting());
        try (ScriptedServer server = serve(user, mishap.setting())) {
            server.mode(mishap.mode());
            for (int whole = 0; whole < mishap.session(); whole++) {
                server.suffers();
            }
            server.suffers(mishap.misfortunes().toArray(Misfortune[]::new));
            try {
                pollOnAndOn(server, user, mishap);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(mishap + "\n" + server.dialogue().indent(4), e);
            }
            promise.checkEnd(mishap.setting().delete());
            return promise.breaches().isEmpty() ? Optional.empty() : Optional.of(tell(mishap, server));
        }
    }

    private String tell(FailedPoll mishap, ScriptedServer server) {
        return mishap + "\n"
                + String.join("\n", promise.breaches()).indent(2)
                + server.dialogue().indent(4);
    }

    private String begin(FailedPoll.Setting setting) {
        promise = new DeliveryPromise(mails(setting));
        failing.clear();
        failing.add(setting.failing());
        // Always as long, since the name is part of the octets that are counted.
        return "user%06d".formatted(++cases);
    }

    private static Map<String, byte[]> mails(FailedPoll.Setting setting) {
        Map<String, byte[]> mails = new LinkedHashMap<>();
        CampaignMails.BY_UID.entrySet().stream()
                .limit(setting.commitEvery() == 0 ? 3 : CampaignMails.BY_UID.size())
                .forEach(mail -> mails.put(mail.getKey(), mail.getValue()));
        return mails;
    }

    /** Without stamps and challenges a session is always as long. */
    private ScriptedServer serve(String user, FailedPoll.Setting setting) {
        ServerProfile profile =
                new ServerProfile().mailbox(user, "s3cret", promise.maildrop()).without("APOP", "LOGIN", "CRAM-MD5");
        return new ScriptedServer().answers(setting.capa() ? profile : profile.without("CAPA"));
    }

    private static String uri(ScriptedServer server, String user, FailedPoll.Setting setting) {
        return "pop3x:" + server.host() + ":" + server.port() + "?delay=0&username=" + user
                + "&password=s3cret&tls=none&mapMailMessage=false" + "&startScheduler=false&delete=" + setting.delete()
                + (setting.commitEvery() == 0 ? "" : "&commitEvery=" + setting.commitEvery()) + ledger(setting);
    }

    private static String ledger(FailedPoll.Setting setting) {
        return switch (setting.aftermath()) {
            case PROCESS_RESTARTS_WITH_JOURNAL -> "&ledger=#journal";
            case PROCESS_RESTARTS_WITH_DATABASE -> "&ledger=#database";
            case GOES_ON, ROUTE_RESTARTS, PROCESS_RESTARTS -> "";
        };
    }

    private void pollOnAndOn(ScriptedServer server, String user, FailedPoll mishap) throws Exception {
        String uri = uri(server, user, mishap.setting());
        Pop3xComponent process = newProcess();
        FailedPoll.Setting setting = mishap.setting();
        Polls polls = start(process, setting, mishap.impatient() ? uri + "&readTimeout=100&quitTimeout=100" : uri);
        firstPoll(polls, server);
        if (setting.aftermath() != FailedPoll.Aftermath.GOES_ON) {
            if (setting.aftermath() == FailedPoll.Aftermath.ROUTE_RESTARTS) {
                polls.stop();
            } else {
                polls.die();
                process = newProcess();
            }
            if (setting.aftermath() == FailedPoll.Aftermath.PROCESS_RESTARTS) {
                promise.processRestarts();
            }
            polls = start(process, setting, uri);
        }
        pollUntilNothingIsFound(polls, server);
        polls.stop();
    }

    private void firstPoll(Polls polls, ScriptedServer server) throws Exception {
        try {
            polls.poll();
        } catch (IOException broken) {
            // What it says is another test's business. Here it counts what is left behind.
        } finally {
            server.awaitIdle();
        }
        promise.checkRemovals();
    }

    /**
     * A poll that finds nothing may still have waited for a route that an earlier poll left running, and left the delete
     * to the next one: nothing is found only when that finds nothing either.
     */
    private void pollUntilNothingIsFound(Polls polls, ScriptedServer server) {
        int inVain = 0;
        for (int i = 0; inVain < 2 && i < MOST_POLLS; i++) {
            // A stray refusal of the login opens the breaker, as any other does: here an operator closes it.
            polls.closeBreaker();
            try {
                inVain = polls.poll() == 0 ? inVain + 1 : 0;
            } catch (Exception e) {
                promise.breached("a poll failed though its session was whole: " + e);
            }
            server.awaitIdle();
            promise.checkRemovals();
        }
        if (inVain < 2) {
            promise.breached("polls still find something after " + MOST_POLLS);
        }
    }

    /** One that does nothing by itself: it polls when it is told to. */
    private Pop3xComponent newProcess() {
        Pop3xComponent process = new Pop3xComponent(context);
        PackageAccess.pollOn(process, scheduler);
        return process;
    }

    private Polls start(Pop3xComponent process, FailedPoll.Setting setting, String uri) throws Exception {
        ServiceHelper.startService(process);
        Endpoint endpoint = process.createEndpoint(setting.drained() ? uri + DRAIN : uri);
        if (setting.drained()) {
            Producer producer = endpoint.createProducer();
            ServiceHelper.startService(endpoint, producer);
            return Polls.ofDrains(producer);
        }
        Pop3xConsumer consumer = (Pop3xConsumer) endpoint.createConsumer(route);
        consumer.setExceptionHandler(new SilentExceptionHandler());
        ServiceHelper.startService(endpoint, consumer);
        return Polls.of(consumer);
    }

    @Override
    public void close() throws IOException {
        context.stop();
        journal.close();
        database.close();
        scheduler.shutdownNow();
        FileUtil.removeDir(directory.toFile());
        Configurator.setLevel(Completion.class, (Level) null);
    }
}
