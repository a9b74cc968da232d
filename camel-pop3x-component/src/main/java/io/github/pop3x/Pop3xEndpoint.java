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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.delivery.OnDemand;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.session.SessionGate;
import io.github.pop3x.spool.Spool;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * Get mail out of POP3 mailboxes: octet-exact, deleted on the server only after its route has completed.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "pop3x,pop3xs",
        title = "POP3X,POP3XS",
        syntax = "pop3x:host:port",
        category = {Category.MAIL},
        headersClass = Pop3xConstants.class)
public class Pop3xEndpoint extends ScheduledPollEndpoint implements HeaderFilterStrategyAware, EndpointServiceLocation {

    private static final long DEFAULT_DELAY = 60_000;

    private final Pop3xAddress.Scheme scheme;
    private Spool spool;
    private Pop3ClientOptions clientOptions;
    private CredentialsProvider credentials;
    private Mailbox mailbox;
    private Pop3xEndpointParts parts;
    private final AtomicReference<OnDemand> onDemand = new AtomicReference<>();
    private SessionGate gate;

    @UriPath(description = "Name or address of the server. An IPv6 address is written in brackets.")
    @Metadata(required = true)
    private String host;

    @UriPath(description = "Port of the server. The default is 995 for pop3xs and 110 for pop3x.")
    private int port;

    @UriParam
    private Pop3xConfiguration configuration;

    @UriParam(
            label = "advanced",
            description = "Decides which fields of a mail become headers. The default drops all fields that could"
                    + " control Camel.")
    private HeaderFilterStrategy headerFilterStrategy = new Pop3xHeaderFilterStrategy();

    @UriParam(
            label = "consumer,scheduler",
            defaultValue = "" + DEFAULT_DELAY,
            javaType = "java.time.Duration",
            description = "Time between two polls.")
    private long delay = DEFAULT_DELAY;

    Pop3xEndpoint(
            String uri,
            Pop3xComponent component,
            Pop3xAddress.Scheme scheme,
            Pop3xAddress address,
            Pop3xConfiguration configuration) {
        super(uri, component);
        this.scheme = scheme;
        this.host = address.host();
        this.port = address.port();
        this.configuration = configuration;
        setDelay(DEFAULT_DELAY);
        setInitialDelay(-1);
    }

    /**
     * Refuses options that could not work, when the endpoint is made and not at its first poll.
     *
     * @throws IllegalArgumentException with what is wrong and what to do
     */
    void checkOptions() {
        scheme.with(configuration.getTls());
        credentials = Pop3xCredentials.of(
                scheme, host, getPort(), configuration, getComponent().tokens());
        Pop3xClientFactory.proxy(configuration);
        Pop3xSettings.check(configuration);
    }

    @Override
    public Pop3xComponent getComponent() {
        return (Pop3xComponent) super.getComponent();
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        mailbox = Mailbox.of(
                configuration.getMailboxKey(), Pop3xCredentials.username(credentials, configuration), host, getPort());
        parts = new Pop3xEndpointParts(
                this,
                mailbox,
                host,
                configuration,
                headerFilterStrategy,
                getComponent().ledgers(),
                this::spool,
                getComponent().clocks());
        MailboxListener listener = parts.monitor(new LoggingExceptionHandler(getCamelContext(), Pop3xEndpoint.class));
        gate = getComponent().gate(mailbox, configuration.getTranscript(), listener);
        clientOptions = Pop3xClientFactory.options(
                getCamelContext(),
                getComponent().rememberedCapabilities(),
                host,
                getPort(),
                tls(),
                gate.guarding(credentials),
                configuration);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // Not earlier: the directory of Camel's stream caching is known once the context starts.
        var caching = getCamelContext().getStreamCachingStrategy();
        spool = getComponent()
                .spools()
                .spool(caching, configuration.getSpoolDirectory(), configuration.getSpoolThreshold());
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        onDemand.set(null);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Pop3xConsumer consumer = new Pop3xConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public PollingConsumer createPollingConsumer() {
        Pop3xPollingConsumer consumer = new Pop3xPollingConsumer(this);
        if (getExceptionHandler() != null) {
            consumer.setExceptionHandler(getExceptionHandler());
        }
        return consumer;
    }

    /** The receiver that its polling consumers share, made by the first one that starts. No lock is held: a ledger is read. */
    OnDemand onDemand(MailboxListener listener) throws Exception {
        OnDemand shared = onDemand.get();
        if (shared != null) {
            return shared;
        }
        OnDemand made = new OnDemand(
                gate,
                clientOptions,
                this::pollDelay,
                parts.records(listener),
                parts.settings().fetching(),
                spool,
                getComponent().turns().turn(mailbox.name()),
                pollThreads(),
                listener);
        if (!onDemand.compareAndSet(null, made)) {
            return onDemand.get();
        }
        getComponent().receivers().add(made);
        return made;
    }

    /** The time between two polls. */
    Duration pollDelay() {
        return Duration.ofMillis(getTimeUnit().toMillis(getDelay()));
    }

    @Override
    public Producer createProducer() {
        return new Pop3xProducer(this);
    }

    /** The names of the mailbox. Known once the endpoint is initialized. */
    Mailbox mailbox() {
        return mailbox;
    }

    private TlsMode tls() {
        return scheme.with(configuration.getTls());
    }

    /** Where polls run that no scheduler of their own runs. */
    ScheduledExecutorService pollThreads() {
        return getComponent().pollExecutor();
    }

    /** How this endpoint reaches its mailbox, for use without a route. Known once it is initialized. */
    public Pop3ClientOptions clientOptions() {
        return clientOptions;
    }

    /** The way to the mailbox: every session goes through it. Known once the endpoint is initialized. */
    SessionGate gate() {
        return gate;
    }

    /** Makes the parts that consumers and producers are built of. Known once the endpoint is initialized. */
    Pop3xEndpointParts parts() {
        return parts;
    }

    Spool spool() {
        return spool;
    }

    @Override
    public String getServiceUrl() {
        return host + ":" + getPort();
    }

    @Override
    public String getServiceProtocol() {
        return "pop3";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return Map.of("tls", tls().name().toLowerCase(Locale.ROOT));
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    /** The port in use. */
    public int getPort() {
        return port > 0 ? port : tls().defaultPort();
    }

    public void setPort(int port) {
        this.port = port;
    }

    public Pop3xConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(Pop3xConfiguration configuration) {
        this.configuration = configuration;
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
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }
}
