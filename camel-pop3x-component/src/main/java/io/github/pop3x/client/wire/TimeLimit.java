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
package io.github.pop3x.client.wire;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * A bound on a whole piece of conversation. A read timeout alone does not stop a server that sends an octet now and
 * then, and no timeout of a socket bounds a blocked write; closing the socket ends both.
 */
public final class TimeLimit implements AutoCloseable {

    private final Future<?> alarm;

    private TimeLimit(Future<?> alarm) {
        this.alarm = alarm;
    }

    static TimeLimit start(Transport transport, Duration limit, String what, String option) {
        Runnable alarm =
                () -> transport.endWith(new Exceeded(what + " took longer than " + limit.toMillis() + " ms", option));
        return new TimeLimit(Alarms.after(limit, alarm));
    }

    /** What was bounded took too long. */
    public static final class Exceeded extends SocketTimeoutException {

        private static final long serialVersionUID = 1L;

        private final String option;

        private Exceeded(String message, String option) {
            super(message);
            this.option = option;
        }

        /** The option that sets the bound, as it was given to {@link Transport#limit}. */
        public String option() {
            return option;
        }
    }

    /** Ends the bound; what it bounded was done in time. */
    @Override
    public void close() {
        alarm.cancel(false);
    }
}
