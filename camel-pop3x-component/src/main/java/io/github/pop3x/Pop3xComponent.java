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

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import io.github.pop3x.client.RememberedCapabilities;
import io.github.pop3x.client.ServerClaims;
import io.github.pop3x.delivery.OnDemandReceivers;
import io.github.pop3x.ledger.store.Ledgers;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.option.Transcript;
import io.github.pop3x.session.Accounts;
import io.github.pop3x.session.MailboxTurns;
import io.github.pop3x.session.SessionGate;
import io.github.pop3x.session.SessionsPerHost;
import io.github.pop3x.session.StepDowns;
import io.github.pop3x.spool.Spools;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.HealthCheckComponent;

/**
 * Makes endpoints of {@code pop3x:} and {@code pop3xs:} URIs, and owns what outlives them: the ledgers, which remember
 * each message of a mailbox across restarts of its routes, and the memory that messages on their way share.
 */
@Component("pop3x,pop3xs")
public class Pop3xComponent extends HealthCheckComponent
        implements HeaderFilterStrategyAware, SSLContextParametersAware {

    private static final int LEAST_POLL_THREADS = 8;

    @Metadata(label = "advanced", description = "Defaults for the options of all endpoints.")
    private Pop3xConfiguration configuration = new Pop3xConfiguration();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Whether endpoints that name no sslContextParameters use those of the Camel context.")
    private boolean useGlobalSslContextParameters;

    @Metadata(
            label = "filter",
            description =
                    "Decides which fields of a mail become headers. The default drops all that would steer Camel.")
    private HeaderFilterStrategy headerFilterStrategy = new Pop3xHeaderFilterStrategy();

    @Metadata(
            label = "advanced",
            defaultValue = "8388608",
            description =
                    "Octets of messages that all endpoints together hold in memory on their way through routes; what is"
                            + " more goes to files.")
    private long spoolMemory = 8L * 1024 * 1024;

    @Metadata(
            label = "advanced",
            defaultValue = "0",
            description =
                    "How many endpoints can poll at the same time; 0 for twice the number of processors, and at least 8."
                            + " Endpoints with a scheduler of their own are not counted.")
    private int pollThreads;

    @Metadata(
            label = "advanced",
            defaultValue = "0",
            description =
                    "How many sessions the endpoints of this component may have with one host at the same time; 0 for"
                            + " any number. A poll that finds no free place waits for the next one.")
    private int maxSessionsPerHost;

    private ScheduledExecutorService givenExecutor;
    private final AtomicReference<ScheduledExecutorService> pollExecutor = new AtomicReference<>();

    private final Accounts accounts = new Accounts(() -> clock().instant());
    private InstantSource clock = InstantSource.system();
    private SessionsPerHost sessionsPerHost;

    private final Ledgers ledgers = new Ledgers(this::dataSource);
    private Spools spools;
    private final MailboxTurns turns = new MailboxTurns();
    private final OnDemandReceivers receivers = new OnDemandReceivers();
    private final RememberedCapabilities rememberedCapabilities =
            new RememberedCapabilities(new ServerClaims(StepDowns::tell));

    /** For a component that is looked up by its scheme. */
    public Pop3xComponent() {}

    /** For a context. */
    public Pop3xComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Pop3xConfiguration options = configuration.copy();
        Pop3xAddress address = Pop3xAddress.parse(remaining);
        Pop3xEndpoint endpoint = new Pop3xEndpoint(uri, this, Pop3xAddress.Scheme.of(uri), address, options);
        endpoint.setHeaderFilterStrategy(headerFilterStrategy);
        if (address.username() != null) {
            options.setUsername(address.username());
        }
        setProperties(endpoint, parameters);
        if (options.getSslContextParameters() == null && useGlobalSslContextParameters) {
            options.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        endpoint.checkOptions();
        return endpoint;
    }

    private DataSource dataSource(String name) {
        return CamelContextHelper.lookup(getCamelContext(), name, DataSource.class);
    }

    /** The ledgers of all mailboxes; endpoints of this component on one mailbox share one. */
    Ledgers ledgers() {
        return ledgers;
    }

    /** What servers announced to the sessions of all endpoints, so that not every one of them asks. */
    RememberedCapabilities rememberedCapabilities() {
        return rememberedCapabilities;
    }

    /** The turns of those that want a session on demand. */
    MailboxTurns turns() {
        return turns;
    }

    /** All receivers on demand; they outlive their endpoints. */
    OnDemandReceivers receivers() {
        return receivers;
    }

    /**
     * The way to a mailbox. What the server asked for is remembered of the account, for all endpoints that log in to it,
     * also for one that is made anew.
     */
    SessionGate gate(Mailbox mailbox, Transcript transcript, MailboxListener listener) {
        return accounts.gate(
                mailbox.account(),
                patience -> new SessionGate(
                        mailbox, transcript, patience, sessionsPerHost(), listener, () -> clock().instant()));
    }

    private synchronized SessionsPerHost sessionsPerHost() {
        if (sessionsPerHost == null) {
            sessionsPerHost = new SessionsPerHost(maxSessionsPerHost);
        }
        return sessionsPerHost;
    }

    /** Tells the time to whatever waits for servers. */
    synchronized InstantSource clock() {
        return clock;
    }

    /** Has the time told by another clock. */
    synchronized void tellTimeBy(InstantSource source) {
        clock = source;
    }

    /** Has the endpoints of this component poll on threads that are somebody else's to end. */
    void pollOn(ScheduledExecutorService executor) {
        givenExecutor = executor;
    }

    /** The threads on which the endpoints of this component poll; made when the first one starts, without a lock. */
    ScheduledExecutorService pollExecutor() {
        if (givenExecutor != null) {
            return givenExecutor;
        }
        ScheduledExecutorService known = pollExecutor.get();
        if (known != null) {
            return known;
        }
        int threads = pollThreads > 0
                ? pollThreads
                : Math.max(LEAST_POLL_THREADS, 2 * Runtime.getRuntime().availableProcessors());
        var executors = getCamelContext().getExecutorServiceManager();
        ScheduledExecutorService made = executors.newScheduledThreadPool(this, "Pop3xPoll", threads);
        if (made instanceof ScheduledThreadPoolExecutor pool && pool.getCorePoolSize() < threads) {
            // With virtual threads Camel asks for none, and such a pool has no more threads than its core.
            pool.setCorePoolSize(threads);
        }
        if (!pollExecutor.compareAndSet(null, made)) {
            executors.shutdownNow(made);
        }
        return pollExecutor.get();
    }

    /** Where the endpoints of this component put messages to rest, within the memory that is theirs together. */
    synchronized Spools spools() {
        if (spools == null) {
            spools = new Spools(spoolMemory);
        }
        return spools;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        var strategy = getCamelContext().getShutdownStrategy();
        receivers.close(Duration.ofMillis(strategy.getTimeUnit().toMillis(strategy.getTimeout())));
        stopPolling();
        spools().close();
        rememberedCapabilities.clear();
    }

    private void stopPolling() {
        ScheduledExecutorService running = pollExecutor.getAndSet(null);
        if (running != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(running);
        }
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        ledgers.close();
    }

    public Pop3xConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(Pop3xConfiguration configuration) {
        this.configuration = configuration;
    }

    public long getSpoolMemory() {
        return spoolMemory;
    }

    public void setSpoolMemory(long spoolMemory) {
        this.spoolMemory = spoolMemory;
    }

    public int getMaxSessionsPerHost() {
        return maxSessionsPerHost;
    }

    public void setMaxSessionsPerHost(int maxSessionsPerHost) {
        this.maxSessionsPerHost = maxSessionsPerHost;
    }

    public int getPollThreads() {
        return pollThreads;
    }

    public void setPollThreads(int pollThreads) {
        this.pollThreads = pollThreads;
    }

    @Override
    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return headerFilterStrategy;
    }

    @Override
    public void setHeaderFilterStrategy(HeaderFilterStrategy headerFilterStrategy) {
        this.headerFilterStrategy = headerFilterStrategy;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
