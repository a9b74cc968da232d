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
package io.github.pop3x.examples.tableofmailboxes;

import org.apache.camel.builder.RouteBuilder;

/** The template of the routes that poll mailboxes, and what is done with each mail. */
final class MailboxRoutes extends RouteBuilder {

    /** Ids of routes that poll a mailbox begin with it. */
    static final String PREFIX = "mailbox-";

    /** Of the route template. */
    static final String TEMPLATE = "poll-mailbox";

    private final long periodMillis;
    private final RoutesInStep inStep;

    /**
     * @param periodMillis between two looks at the table
     * @param inStep looks at the table
     */
    MailboxRoutes(long periodMillis, RoutesInStep inStep) {
        this.periodMillis = periodMillis;
        this.inStep = inStep;
    }

    @Override
    public void configure() {
        // Clear text, since the server is in this process; pop3xs for others.
        routeTemplate(TEMPLATE)
                .templateParameter("host")
                .templateParameter("port")
                .templateParameter("username")
                .templateParameter("delaySeconds")
                .from("pop3x:{{host}}:{{port}}?username=RAW({{username}})&tls=none&credentialsProvider=#passwords"
                        + "&delete=true&ledger=jdbc:#database&delay={{delaySeconds}}s")
                .to("direct:mail");

        from("direct:mail").routeId("mail").process("mails");

        from("timer:table?delay=0&period=" + periodMillis)
                .routeId("table")
                .process(exchange -> inStep.step(exchange.getContext()));
    }
}
