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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.pop3x.mailbox.MailboxStatistics;
import io.github.pop3x.session.SessionGate;
import org.apache.camel.Route;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;

/**
 * The developer console {@code pop3x}: each consumer with its mailbox, what it did, and the head of its last dialogue.
 * Shows no secret.
 */
@DevConsole(name = "pop3x", displayName = "POP3X", description = "Mailboxes that are polled by POP3")
public class Pop3xDevConsole extends AbstractDevConsole {

    /** Found by its name. */
    public Pop3xDevConsole() {
        super("camel", "pop3x", "POP3X", "Mailboxes that are polled by POP3");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> consumer : consumers()) {
            consumer.forEach((name, value) -> {
                if (value instanceof List<?> lines) {
                    text.append("    ").append(name).append(":\n");
                    lines.forEach(line -> text.append("        ").append(line).append('\n'));
                } else {
                    text.append(name.equals("mailbox") ? "" : "    ")
                            .append(name)
                            .append(": ")
                            .append(value)
                            .append('\n');
                }
            });
        }
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("consumers", consumers());
        return json;
    }

    private List<Map<String, Object>> consumers() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Route route : getCamelContext().getRoutes()) {
            if (route.getConsumer() instanceof Pop3xManagedConsumer consumer) {
                all.add(describe(route, consumer));
            }
        }
        return all;
    }

    private static Map<String, Object> describe(Route route, Pop3xManagedConsumer consumer) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("mailbox", consumer.getMailbox());
        told.put("route", route.getRouteId());
        told.put(
                "server",
                consumer.gate().last().map(SessionGate.ServerIdentity::server).orElse(""));
        told.put("greeting", consumer.getGreeting());
        told.put("capabilities", consumer.getCapabilities());
        told.put("stepDowns", consumer.stepDowns());
        told.put("lastPoll", consumer.getLastPoll());
        told.put("lastOutcome", consumer.getLastOutcome());
        told.put("trouble", consumer.getTrouble());
        told.put("nextAttempt", consumer.getNextAttempt());
        MailboxStatistics.Counts counts = consumer.statistics().counts();
        told.put("sessions", counts.sessions());
        told.put("listed", counts.listed());
        told.put("retrieved", counts.retrieved());
        told.put("octets", counts.octets());
        told.put("delivered", counts.delivered());
        told.put("failed", counts.failed());
        told.put("deleted", counts.deleted());
        told.put("deleteUnconfirmed", counts.unconfirmed());
        told.put("onTheWay", consumer.getOnTheWay());
        told.put("spooledOctets", consumer.getSpooledOctets());
        told.put("lastDialogue", consumer.gate().dialogue());
        return told;
    }
}
