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

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How many sessions are open with each host, of all endpoints of a component. Any thread may call it. */
public final class SessionsPerHost {

    private final int most;
    private final Map<String, Integer> taken = new HashMap<>();

    /** @param most sessions with one host, 0 for any number */
    public SessionsPerHost(int most) {
        this.most = most;
    }

    /**
     * Takes a place, to be {@linkplain #giveBack given back}.
     *
     * @return false if none is free
     */
    public synchronized boolean take(String host) {
        int open = taken.getOrDefault(key(host), 0);
        if (most > 0 && open >= most) {
            return false;
        }
        taken.put(key(host), open + 1);
        return true;
    }

    /** Gives a place back. */
    public synchronized void giveBack(String host) {
        taken.computeIfPresent(key(host), (name, open) -> open > 1 ? open - 1 : null);
    }

    private static String key(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
