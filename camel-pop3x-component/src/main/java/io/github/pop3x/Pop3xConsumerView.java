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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.github.pop3x.mailbox.MailboxStatistics;
import io.github.pop3x.session.SessionGate;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.spi.RouteError;
import org.apache.camel.util.URISupport;

/** The console's view of a consumer: strings, numbers, and lists of bounded length. */
final class Pop3xConsumerView {

    private final int limit;
    private final boolean withDialogue;

    /**
     * @param limit how many messages a list has at most
     * @param withDialogue whether the head of the last dialogue is shown
     */
    Pop3xConsumerView(int limit, boolean withDialogue) {
        this.limit = limit;
        this.withDialogue = withDialogue;
    }

    /** The values in the order in which they are shown. */
    Map<String, Object> describe(Route route, Pop3xManagedConsumer consumer) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("mailbox", consumer.getMailbox());
        shown.put("route", route.getRouteId());
        status(shown, route, consumer);
        server(shown, consumer);
        shown.put("ledger", ledger(consumer.getEndpoint().getConfiguration().getLedger()));
        shown.put(
                "ledgerEntries",
                consumer.records() == null ? 0 : consumer.records().ledger().size());
        counts(shown, consumer);
        messages(shown, consumer.openMessages());
        if (withDialogue) {
            shown.put("lastDialogue", consumer.gate().dialogue());
        }
        return shown;
    }

    private static void status(Map<String, Object> shown, Route route, Pop3xManagedConsumer consumer) {
        Instant now = consumer.getEndpoint().getComponent().clocks().instant();
        ServiceStatus status = route.getCamelContext().getRouteController().getRouteStatus(route.getRouteId());
        Optional<Duration> polling =
                consumer.poller() == null ? Optional.empty() : consumer.poller().pollingFor();
        shown.put("status", String.valueOf(status));
        shown.put("error", error(route.getLastError()));
        shown.put(
                "pollingSince",
                polling.map(since -> now.minus(since).toString()).orElse(""));
        shown.put("lastPoll", consumer.getLastPoll());
        shown.put("lastOutcome", consumer.getLastOutcome());
        shown.put("trouble", consumer.getTrouble());
        shown.put(
                "breaker",
                consumer.gate()
                                .trouble()
                                .filter(trouble -> trouble.reason().isBreaker())
                                .isPresent()
                        ? "open"
                        : "closed");
        shown.put("nextAttempt", consumer.getNextAttempt());
        shown.put("nextPoll", nextPoll(status, consumer, now));
    }

    /** Of what failed when the route was started or stopped; Camel's own words have the URI with its options in them. */
    private static String error(RouteError error) {
        if (error == null) {
            return "";
        }
        Throwable cause = error.getException();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return error.getPhase() + (cause == null ? "" : ": " + URISupport.sanitizeUri(String.valueOf(cause)));
    }

    private static String nextPoll(ServiceStatus status, Pop3xManagedConsumer consumer, Instant now) {
        Optional<Duration> left = consumer.untilScheduled();
        if (status != ServiceStatus.Started || left.isEmpty()) {
            return "";
        }
        Instant scheduled = now.plus(left.get());
        Instant allowed = consumer.gate().notBefore().orElse(scheduled);
        return (allowed.isAfter(scheduled) ? allowed : scheduled).toString();
    }

    private static void server(Map<String, Object> shown, Pop3xManagedConsumer consumer) {
        shown.put(
                "server",
                consumer.gate().last().map(SessionGate.ServerIdentity::server).orElse(""));
        shown.put("greeting", consumer.getGreeting());
        shown.put("capabilities", consumer.getCapabilities());
        shown.put("stepDowns", consumer.stepDowns());
    }

    /** The kind of the ledger: of an option that is refused, what stands before the colon, for the rest may be a secret. */
    private static String ledger(Object option) {
        if (!(option instanceof String where)) {
            return option == null ? "memory" : option.getClass().getSimpleName();
        }
        int colon = where.indexOf(':');
        boolean isKnown = colon < 0 || where.startsWith("journal:") || where.startsWith("jdbc:#");
        return isKnown ? where : where.substring(0, colon);
    }

    private static void counts(Map<String, Object> shown, Pop3xManagedConsumer consumer) {
        MailboxStatistics.Counts counts = consumer.statistics().counts();
        shown.put("sessions", counts.sessions());
        shown.put("listed", counts.listed());
        shown.put("retrieved", counts.retrieved());
        shown.put("octets", counts.octets());
        shown.put("delivered", counts.delivered());
        shown.put("failed", counts.failed());
        shown.put("deleted", counts.deleted());
        shown.put("deleteUnconfirmed", counts.unconfirmed());
        shown.put("onTheWay", consumer.getOnTheWay());
        shown.put("spooledOctets", consumer.getSpooledOctets());
    }

    private void messages(Map<String, Object> shown, Pop3xOpenMessages open) {
        list(shown, "inFlight", open.inFlight(), message -> {
            Map<String, Object> item = item(message.uid(), message.attempt());
            item.put("since", message.since().toString());
            item.put("seconds", message.lasts().toSeconds());
            return item;
        });
        list(shown, "waitingForRetry", open.waiting(), message -> {
            Map<String, Object> item = item(message.uid(), message.attempts());
            item.put("retrievalFailures", message.retrievalFailures());
            item.put("until", message.until().toString());
            return item;
        });
        list(shown, "exhausted", open.exhausted(), message -> {
            Map<String, Object> item = item(message.uid(), message.attempts());
            item.put("last", message.last().toString());
            return item;
        });
    }

    private static Map<String, Object> item(String uid, int attempts) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("uid", uid);
        item.put("attempts", attempts);
        return item;
    }

    private <T> void list(
            Map<String, Object> shown, String name, List<T> all, Function<T, Map<String, Object>> toItem) {
        shown.put(name, all.stream().limit(limit).map(toItem).toList());
        shown.put(name + "LeftOut", Math.max(0, all.size() - limit));
    }
}
