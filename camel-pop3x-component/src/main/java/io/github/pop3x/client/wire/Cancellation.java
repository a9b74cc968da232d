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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * Lets another thread end whatever a session waits for: the lookup of a name, a connection that is being opened, the
 * credentials, an answer of the server. What is waited for registers how it is ended.
 *
 * <p>For one caller, who may hold several sessions one after the other; once cancelled, no wait begins any more. Any
 * thread may call it.
 */
public final class Cancellation {

    private final Set<Wait> waits = new LinkedHashSet<>();
    private String reason;

    /** How a wait is ended early. To be closed when it has ended by itself. */
    public final class Wait implements AutoCloseable {
        private final Runnable end;

        private Wait(Runnable end) {
            this.end = end;
        }

        @Override
        public void close() {
            synchronized (Cancellation.this) {
                waits.remove(this);
            }
        }
    }

    /** A wait that was ended early, or did not begin. */
    public static final class Cancelled extends IOException {

        private static final long serialVersionUID = 1L;

        private Cancelled(String reason) {
            super(reason);
        }
    }

    /**
     * A wait begins.
     *
     * @param end ends it: called once at most, on the thread that cancels, without a lock; it must not block
     * @throws Cancelled if it is too late
     */
    public Wait begin(Runnable end) throws Cancelled {
        Wait wait = new Wait(end);
        synchronized (this) {
            if (reason != null) {
                throw new Cancelled(reason);
            }
            waits.add(wait);
        }
        return wait;
    }

    /**
     * Ends all waits, and those to come before they begin. Does nothing the second time.
     *
     * @param why for messages: what goes on instead
     */
    public void cancel(String why) {
        List<Wait> ended;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
            ended = new ArrayList<>(waits);
            waits.clear();
        }
        RuntimeException failure = null;
        for (Wait wait : ended) {
            try {
                wait.end.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Cancels when the time is up.
     *
     * @param time from now; at once if it is not positive
     * @return to be cancelled where there is nothing to end any more
     */
    public Future<?> cancelAfter(Duration time, String why) {
        return Alarms.after(time, () -> cancel(why));
    }

    /** Tells whether nothing is waited for any more. */
    public synchronized boolean isCancelled() {
        return reason != null;
    }

    /** What a wait ends with that is ended early; null before that. */
    public synchronized Cancelled cause() {
        return reason == null ? null : new Cancelled(reason);
    }
}
