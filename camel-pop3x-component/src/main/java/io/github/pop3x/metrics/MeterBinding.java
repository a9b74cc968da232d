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
package io.github.pop3x.metrics;

import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds the meters of a mailbox to the registry that the Camel context has. Loaded only where Micrometer is on the class path.
 */
final class MeterBinding {

    /** The name under which Camel's own components look for a registry. */
    private static final String NAME = "metricRegistry";

    private static final Logger LOG = LoggerFactory.getLogger(MeterBinding.class);

    private MeterBinding() {}

    static MailboxMetrics.Binding of(CamelContext context, String mailbox, String routeId, MailboxFigures figures) {
        Optional<MeterRegistry> registry = registry(context);
        if (registry.isEmpty()) {
            return MailboxMetrics.Binding.NONE;
        }
        Tags tags = Tags.of("camel.context", context.getName(), "mailbox", mailbox, "route.id", routeId);
        MailboxMeters meters = new MailboxMeters(figures, tags);
        meters.bindTo(registry.get());
        return meters::close;
    }

    private static Optional<MeterRegistry> registry(CamelContext context) {
        MeterRegistry named = context.getRegistry().lookupByNameAndType(NAME, MeterRegistry.class);
        if (named != null) {
            return Optional.of(named);
        }
        MeterRegistry single = context.getRegistry().findSingleByType(MeterRegistry.class);
        int several = single != null
                ? 1
                : context.getRegistry().findByType(MeterRegistry.class).size();
        if (several > 1) {
            LOG.info(
                    "There are {} meter registries, so that mailboxes are not measured. Bind the one to use as {}",
                    several,
                    NAME);
        }
        return Optional.ofNullable(single);
    }
}
