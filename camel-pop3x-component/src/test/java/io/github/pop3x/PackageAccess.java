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

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.retrieval.RetrievedMessage;
import io.github.pop3x.spool.Spool;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Exchange;

/** Gives tests in other packages the members of the component that are not public. */
public final class PackageAccess {

    private PackageAccess() {}

    /** Has the component poll on threads of the test's own. */
    public static void pollOn(Pop3xComponent component, ScheduledExecutorService executor) {
        component.pollOn(executor);
    }

    /** Has other clocks tell the time to the component and its ledgers. */
    public static void tellTimeBy(Pop3xComponent component, InstantSource wall, LongSupplier nanoTime) {
        component.clocks().tellTimeBy(wall, nanoTime);
    }

    /** Polls on the calling thread. */
    public static int poll(Pop3xConsumer consumer) throws Exception {
        return consumer.poll();
    }

    /** Stops polling as a process that dies: without a last session. */
    public static void stopPolling(Pop3xConsumer consumer) {
        consumer.poller().stop(() -> Duration.ZERO);
    }

    /** Lets the next session be opened at once, whatever failed before. */
    public static void closeBreaker(Pop3xEndpoint endpoint) {
        endpoint.gate().closeBreaker();
    }

    /** The spool that the endpoint's options give. */
    public static Spool spool(Pop3xEndpoint endpoint) {
        return endpoint.spool();
    }

    /** Fills an exchange as the endpoint's consumer does at the first attempt. */
    public static SpooledBody fill(
            Pop3xEndpoint endpoint, Exchange exchange, HeaderFields header, RetrievedMessage message)
            throws IOException {
        return endpoint.parts().mapping().fill(exchange, header, message, 1);
    }

    /** Closes the ledgers of all mailboxes, and forgets them. */
    public static void closeLedgers(Pop3xComponent component) throws IOException {
        component.ledgers().close();
    }

    /** Octets of messages that all endpoints of the component's context hold in memory. */
    public static long octetsInMemory(Pop3xComponent component) {
        return component.spools().octetsInMemory();
    }

    /** How many messages of the consumer wait for a route or are being routed. */
    public static int onTheWay(Pop3xConsumer consumer) {
        return consumer.onTheWay();
    }
}
