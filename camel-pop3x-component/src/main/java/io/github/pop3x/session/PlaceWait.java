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
package io.github.pop3x.session;

import java.time.Duration;

/**
 * How a caller waits for a place among the sessions with a host, if none is free. All wait in one queue.
 *
 * @param whenFree called once when the caller should try again, see {@link SessionsPerHost#take(String, Runnable)}; null
 *     for a caller that waits on its own thread
 * @param atMost how long that thread waits; zero for a caller that does not wait
 */
public record PlaceWait(Runnable whenFree, Duration atMost) {

    /** Does not wait. */
    public static final PlaceWait NONE = new PlaceWait(null, Duration.ZERO);

    /** Waits without a thread. */
    public static PlaceWait queued(Runnable whenFree) {
        return new PlaceWait(whenFree, Duration.ZERO);
    }

    /** Waits on the calling thread. */
    public static PlaceWait atMost(Duration time) {
        return new PlaceWait(null, time);
    }

    /** Tells whether the caller waits without a thread, as polls do. */
    boolean isQueued() {
        return whenFree != null;
    }
}
