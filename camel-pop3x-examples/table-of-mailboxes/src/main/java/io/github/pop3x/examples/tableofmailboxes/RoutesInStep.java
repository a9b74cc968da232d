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

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one route for each mailbox of the table. For one thread at a time. */
final class RoutesInStep {

    private static final Logger LOG = LoggerFactory.getLogger(RoutesInStep.class);

    private final MailboxTable table;
    private final Map<Long, Mailbox> polled = new LinkedHashMap<>();

    RoutesInStep(MailboxTable table) {
        this.table = table;
    }

    /**
     * Looks at the table, and adds, changes and removes routes. A mailbox that cannot be added or removed is logged, and tried
     * again the next time; the others go on.
     *
     * @throws SQLException if the table cannot be read: all routes stay as they are
     */
    void step(CamelContext camel) throws SQLException {
        Map<Long, Mailbox> wanted = new LinkedHashMap<>();
        table.enabled().forEach(mailbox -> wanted.put(mailbox.id(), mailbox));
        Set<Long> ids = new TreeSet<>(polled.keySet());
        ids.addAll(wanted.keySet());
        for (long id : ids) {
            change(camel, polled.get(id), wanted.get(id));
        }
    }

    private void change(CamelContext camel, Mailbox before, Mailbox after) {
        if (before != null && before.equals(after)) {
            return;
        }
        Mailbox mailbox = before == null ? after : before;
        try {
            if (before != null) {
                remove(camel, before);
            }
            if (after != null) {
                add(camel, after);
            }
        } catch (Exception e) {
            LOG.error("The route {} is not in step with the table", mailbox.routeId(), e);
        }
    }

    private void add(CamelContext camel, Mailbox mailbox) {
        TemplatedRouteBuilder.builder(camel, MailboxRoutes.TEMPLATE)
                .routeId(mailbox.routeId())
                .parameter("host", mailbox.host())
                .parameter("port", mailbox.port())
                .parameter("username", mailbox.username())
                .parameter("delaySeconds", mailbox.delaySeconds())
                .add();
        polled.put(mailbox.id(), mailbox);
    }

    /** Stops the route: what is delivered is deleted before that. */
    private void remove(CamelContext camel, Mailbox mailbox) throws Exception {
        camel.getRouteController().stopRoute(mailbox.routeId());
        camel.removeRoute(mailbox.routeId());
        polled.remove(mailbox.id());
    }
}
