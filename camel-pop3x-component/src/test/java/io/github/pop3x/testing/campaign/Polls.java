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
package io.github.pop3x.testing.campaign;

import io.github.pop3x.Drained;
import io.github.pop3x.PackageAccess;
import io.github.pop3x.Pop3xConsumer;
import io.github.pop3x.Pop3xEndpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.service.ServiceHelper;

/** The polls of one mailbox that a process holds: those of a consumer, or those of a producer that drains. */
interface Polls {

    /** Holds one, and tells how many messages it found. */
    int poll() throws Exception;

    /** Lets the next session be opened at once, whatever failed before. */
    void closeBreaker();

    /** Ends them as the end of a route does. */
    void stop();

    /** Ends them as the death of the process does: without a last session. */
    void die() throws InterruptedException;

    /** Those of a consumer that was started. */
    static Polls of(Pop3xConsumer consumer) {
        return new Polls() {
            @Override
            public int poll() throws Exception {
                return PackageAccess.poll(consumer);
            }

            @Override
            public void closeBreaker() {
                PackageAccess.closeBreaker(consumer.getEndpoint());
            }

            @Override
            public void stop() {
                ServiceHelper.stopAndShutdownServices(consumer, consumer.getEndpoint());
            }

            @Override
            public void die() throws InterruptedException {
                PackageAccess.stopPolling(consumer);
                stop();
            }
        };
    }

    /** The drains of a producer that was started. Between them it holds nothing. */
    static Polls ofDrains(Producer producer) {
        return new Polls() {
            @Override
            public int poll() throws Exception {
                Exchange exchange = producer.getEndpoint().createExchange();
                producer.process(exchange);
                Drained drained = exchange.getMessage().getMandatoryBody(Drained.class);
                return drained.routed() + drained.failed() + drained.deleted() + drained.left();
            }

            @Override
            public void closeBreaker() {
                PackageAccess.closeBreaker((Pop3xEndpoint) producer.getEndpoint());
            }

            @Override
            public void stop() {
                ServiceHelper.stopAndShutdownServices(producer, producer.getEndpoint());
            }

            @Override
            public void die() {
                stop();
            }
        };
    }
}
