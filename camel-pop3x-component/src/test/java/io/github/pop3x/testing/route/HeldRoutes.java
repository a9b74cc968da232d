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
package io.github.pop3x.testing.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.Pop3xConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import static org.awaitility.Awaitility.await;

/** Holds each message in its route until the test lets it go, as slow routes do. Any thread may call it. */
public final class HeldRoutes implements Processor {

    private static final int ALL = 1_000_000;

    private final Semaphore mayEnd = new Semaphore(0, true);
    private final List<String> begun = new ArrayList<>();
    private int running;
    private int most;
    private int ended;

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        begin(exchange.getMessage().getHeader(Pop3xConstants.UID, String.class));
        try {
            if (!mayEnd.tryAcquire(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let this message go");
            }
        } finally {
            end();
        }
    }

    private synchronized void begin(String uid) {
        begun.add(uid);
        running++;
        most = Math.max(most, running);
    }

    private synchronized void end() {
        running--;
        ended++;
    }

    /** How many have left it. */
    public synchronized int ended() {
        return ended;
    }

    /** Waits until so many messages have entered the route. */
    public void awaitBegun(int count) {
        await().until(() -> begun().size() >= count);
    }

    /** The unique ids of those that have entered it, in order. */
    public synchronized List<String> begun() {
        return Collections.unmodifiableList(new ArrayList<>(begun));
    }

    /** How many were in it at the same time, at most. */
    public synchronized int most() {
        return most;
    }

    /** Lets so many go. */
    public void letGo(int count) {
        mayEnd.release(count);
    }

    /** Lets all go, those to come too. */
    public void letAllGo() {
        mayEnd.release(ALL);
    }
}
