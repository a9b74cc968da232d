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
package io.github.pop3x.examples.mailboxmonitor;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

import io.github.pop3x.Pop3xManagedConsumer;

/** The operations that a button of the page starts; the same ones that JMX has. */
enum Operation {
    /** Polls at once. */
    POLL_NOW("pollNow", false) {
        @Override
        int run(Pop3xManagedConsumer consumer, String uid) {
            consumer.pollNow();
            return 0;
        }
    },
    /** Closes the breaker, and polls at once. */
    RETRY_NOW("retryNow", false) {
        @Override
        int run(Pop3xManagedConsumer consumer, String uid) {
            consumer.retryNow();
            return 0;
        }
    },
    /** Offers a message again whose route does not end. */
    RELEASE("releaseInFlight", true) {
        @Override
        int run(Pop3xManagedConsumer consumer, String uid) throws IOException {
            return consumer.releaseInFlight(uid);
        }
    },
    /** Forgets a message, so that it is routed as a new one. */
    FORGET("forget", true) {
        @Override
        int run(Pop3xManagedConsumer consumer, String uid) throws IOException {
            return consumer.forget(uid);
        }
    };

    private final String title;
    private final boolean needsUid;

    Operation(String title, boolean needsUid) {
        this.title = title;
        this.needsUid = needsUid;
    }

    /** The operation of this name in JMX. */
    static Optional<Operation> of(String title) {
        return Arrays.stream(values())
                .filter(operation -> operation.title.equals(title))
                .findFirst();
    }

    /** Tells whether it is about one message. */
    boolean needsUid() {
        return needsUid;
    }

    /**
     * Runs it.
     *
     * @param uid of the message; null for an operation that is about none
     * @return how many messages it changed
     */
    abstract int run(Pop3xManagedConsumer consumer, String uid) throws IOException;
}
