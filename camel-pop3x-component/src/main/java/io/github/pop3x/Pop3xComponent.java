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

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;

/**
 * Makes endpoints of {@code pop3x:} and {@code pop3xs:} URIs, and owns what outlives them: the ledgers, which remember
 * each message of a mailbox across restarts of its routes.
 */
@Component("pop3x,pop3xs")
public class Pop3xComponent extends HealthCheckComponent
        implements HeaderFilterStrategyAware, SSLContextParametersAware {

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

    private final Pop3xLedgers ledgers = new Pop3xLedgers();

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
        Pop3xEndpoint endpoint = new Pop3xEndpoint(uri, this, Pop3xScheme.of(uri), address, options);
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

    /** The ledgers of all mailboxes; endpoints of this component on one mailbox share one. */
    Pop3xLedgers ledgers() {
        return ledgers;
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
