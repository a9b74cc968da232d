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
package io.github.pop3x.exchange;

import java.io.IOException;
import java.lang.ref.Cleaner;

import io.github.pop3x.delivery.Attempt;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges that are never completed: one of a {@code ConsumerTemplate} without {@code doneUoW}, or one whose enrichment
 * failed, which Camel drops silently. When such an exchange is unreachable, its message is given back, as if its route had
 * failed.
 */
public final class AbandonedExchanges {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedExchanges.class);

    /** Made for the first exchange, for it starts a thread: no class does that when it is initialized. */
    private static Cleaner cleaner;

    private AbandonedExchanges() {}

    /** Watches an exchange by its completion, which goes wherever the exchange does. The watch does not hold it. */
    public static void watch(Completion completion, ExceptionHandler exceptionHandler) {
        Attempt attempt = completion.attempt();
        ExceptionHandler guarded = new GuardedExceptionHandler(exceptionHandler);
        cleaner().register(completion, () -> giveBack(attempt, guarded));
    }

    private static synchronized Cleaner cleaner() {
        if (cleaner == null) {
            cleaner = Cleaner.create();
        }
        return cleaner;
    }

    private static void giveBack(Attempt attempt, ExceptionHandler exceptionHandler) {
        String uid = attempt.identity().uid();
        try {
            if (attempt.abandon()) {
                LOG.warn(
                        "Nobody has ended the exchange of message {}, or the enrichment with it failed; it stays on the"
                                + " server and is offered again",
                        uid);
            }
        } catch (IOException | RuntimeException | Error e) {
            exceptionHandler.handleException("Cannot record that message " + uid + " is given back", e);
        }
    }
}
