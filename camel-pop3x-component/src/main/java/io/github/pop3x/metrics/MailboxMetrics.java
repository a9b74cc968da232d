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

import org.apache.camel.CamelContext;

/** Measures mailboxes if Micrometer is on the class path and a registry of it in Camel's registry. */
public final class MailboxMetrics {

    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";

    private MailboxMetrics() {}

    /** Ends what {@link #of} began. */
    @FunctionalInterface
    public interface Binding {

        /** There is nothing to end. */
        Binding NONE = () -> {};

        /** Takes the meters away. */
        void end();
    }

    /**
     * Binds meters for a mailbox that a route polls.
     *
     * @param mailbox its name
     * @param routeId null for none
     * @param figures what the meters show
     */
    public static Binding of(CamelContext context, String mailbox, String routeId, MailboxFigures figures) {
        boolean isThere =
                context.getClassResolver().resolveClass(MICROMETER, MailboxMetrics.class.getClassLoader()) != null;
        return isThere ? MeterBinding.of(context, mailbox, routeId == null ? "" : routeId, figures) : Binding.NONE;
    }
}
