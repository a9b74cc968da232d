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
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;

import io.github.pop3x.client.RememberedCapabilities;
import io.github.pop3x.context.ContextClocks;
import io.github.pop3x.context.FirstPolls;
import io.github.pop3x.delivery.OnDemandReceivers;
import io.github.pop3x.delivery.WorkerPool;
import io.github.pop3x.ledger.store.Ledgers;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.option.Transcript;
import io.github.pop3x.search.SearchTerms;
import io.github.pop3x.session.MailboxTurns;
import io.github.pop3x.session.SessionGate;
import io.github.pop3x.spool.Spools;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;

/**
 * The Camel component of the schemes {@code pop3x} and {@code pop3xs}, which makes their endpoints. The components of a
 * Camel context, one for each scheme, share what outlives endpoints: the ledgers, which remember each message across
 * restarts of routes, the waiting times that servers asked for, and the memory for messages on their way.
 */
@Component("pop3x,pop3xs")
public class Pop3xComponent extends HealthCheckComponent
        implements HeaderFilterStrategyAware, SSLContextParametersAware, Pop3xLimits.Limited {

    @Metadata(label = "advanced", description = "Defaults for the options of all endpoints.")
    private Pop3xConfiguration configuration = new Pop3xConfiguration();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Whether endpoints that name no sslContextParameters use those of the Camel context.")
    private boolean useGlobalSslContextParameters;

    @Metadata(
            label = "filter",
            description = "Decides which fields of a mail become headers. The default drops all fields that could"
                    + " control Camel.")
    private HeaderFilterStrategy headerFilterStrategy = new Pop3xHeaderFilterStrategy();

    @Metadata(
            label = "advanced",
            defaultValue = "8388608",
            description = "How many octets of messages all endpoints of both schemes together hold in memory on their"
                    + " way through routes; the rest goes to files.")
    private long spoolMemory = Pop3xLimits.DEFAULT_SPOOL_MEMORY;

    @Metadata(
            label = "advanced",
            defaultValue = "0",
            description = "How many threads poll the mailboxes of both schemes; 0 for as many as are busy and one more,"
                    + " from 8 to 32 (512 on virtual threads), or twice the number of processors if that is more."
                    + " Endpoints with a scheduler of their own are not counted.")
    private int pollThreads;

    @Metadata(
            label = "advanced",
            defaultValue = "0",
            description =
                    "How many threads run the routes of both schemes; mailboxes take turns. 0 for 16, or four times"
                            + " the number of processors, or the largest concurrentExchanges, if that is more; a route that has run"
                            + " for a second is not counted, up to 256 threads. With a number of yours, as many routes that never"
                            + " end stop all mailboxes.")
    private int workerThreads;

    @Metadata(
            label = "advanced",
            defaultValue = "0",
            description = "How many sessions the endpoints of both schemes may have with one host at the same time; 0"
                    + " for no limit. A poll waits in a queue for a free session: first come, first served.")
    private int maxSessionsPerHost;

    private ScheduledExecutorService givenExecutor;
    private final Pop3xLimits limits = new Pop3xLimits(this, () -> shared().limits());
    private final AtomicReference<Pop3xShared> shared = new AtomicReference<>();
    private final OnDemandReceivers receivers = new OnDemandReceivers();

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
        SearchTerms.translate(parameters);
        setProperties(endpoint, parameters);
        if (options.getSslContextParameters() == null && useGlobalSslContextParameters) {
            options.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        endpoint.checkOptions();
        return endpoint;
    }

    /** What it shares with the other components of its context; one that is not added to the context shares nothing. */
    private Pop3xShared shared() {
        Pop3xShared known = shared.get();
        if (known != null) {
            return known;
        }
        Pop3xShared found = limits.isAdded() ? Pop3xShared.of(getCamelContext()) : new Pop3xShared(getCamelContext());
        if (shared.compareAndSet(null, found)) {
            found.join(this);
            if (isStarted() || isStarting()) {
                found.start(this);
            }
        }
        return shared.get();
    }

    /** The ledgers of all mailboxes. */
    Ledgers ledgers() {
        return shared().ledgers();
    }

    /** What servers announced to the sessions of all endpoints, so that not every one of them asks. */
    RememberedCapabilities rememberedCapabilities() {
        return shared().rememberedCapabilities();
    }

    /** The access tokens of all accounts. */
    Pop3xTokens tokens() {
        return shared().tokens();
    }

    /** The turns of callers that want a session on demand. */
    MailboxTurns turns() {
        return shared().turns();
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
        return shared().gate(mailbox, transcript, limits::sessionsPerHost, limits::pollThreads, listener);
    }

    /** What tells the time to all components that share with this one. */
    ContextClocks clocks() {
        return shared().clocks();
    }

    /** Lets the endpoints of this component poll on threads that their owner ends. */
    void pollOn(ScheduledExecutorService executor) {
        givenExecutor = executor;
    }

    /** The threads on which endpoints poll; made when the first one starts. */
    ScheduledExecutorService pollExecutor() {
        return givenExecutor != null
                ? givenExecutor
                : shared().pollExecutor(getCamelContext().getExecutorServiceManager(), this, limits::pollThreads);
    }

    /** The threads that run the routes of all consumers; made when the first one starts. */
    WorkerPool workers() {
        var executors = getCamelContext().getExecutorServiceManager();
        return shared().workers(executors, this, this::pollExecutor, limits::workerThreads);
    }

    /** When mailboxes are polled for the first time. */
    FirstPolls firstPolls() {
        return shared().firstPolls();
    }

    /** Where endpoints store messages, within the memory that they share. */
    Spools spools() {
        return shared().spools(limits::spoolMemory);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        receivers.restart();
        if (shared.get() != null) {
            shared.get().start(this);
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        var strategy = getCamelContext().getShutdownStrategy();
        receivers.close(Duration.ofMillis(strategy.getTimeUnit().toMillis(strategy.getTimeout())));
        if (shared.get() != null) {
            shared.get().stop(this, getCamelContext().getExecutorServiceManager());
        }
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        Pop3xShared known = shared.getAndSet(null);
        if (known != null) {
            known.shutDown(this);
        }
    }

    public Pop3xConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(Pop3xConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public long getSpoolMemory() {
        return spoolMemory;
    }

    public void setSpoolMemory(long spoolMemory) {
        this.spoolMemory = spoolMemory;
    }

    @Override
    public int getMaxSessionsPerHost() {
        return maxSessionsPerHost;
    }

    public void setMaxSessionsPerHost(int maxSessionsPerHost) {
        this.maxSessionsPerHost = maxSessionsPerHost;
    }

    @Override
    public int getPollThreads() {
        return pollThreads;
    }

    public void setPollThreads(int pollThreads) {
        this.pollThreads = pollThreads;
    }

    @Override
    public int getWorkerThreads() {
        return workerThreads;
    }

    public void setWorkerThreads(int workerThreads) {
        this.workerThreads = workerThreads;
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
