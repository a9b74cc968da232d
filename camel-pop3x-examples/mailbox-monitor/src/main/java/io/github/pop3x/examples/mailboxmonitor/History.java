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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The counts of each mailbox over the last minutes, for the charts. Any thread may call it. */
final class History {

    /** Five minutes, at one sample every two seconds. */
    static final int LENGTH = 150;

    private static final List<String> SAMPLED = List.of("delivered", "failed", "onTheWay");

    private final Map<String, Deque<List<Object>>> byRoute = new HashMap<>();

    /** Takes a sample of what the console shows. */
    synchronized void sample(List<Map<String, Object>> mailboxes) {
        for (Map<String, Object> mailbox : mailboxes) {
            Deque<List<Object>> samples =
                    byRoute.computeIfAbsent(String.valueOf(mailbox.get("route")), any -> new ArrayDeque<>());
            samples.add(SAMPLED.stream().map(mailbox::get).toList());
            if (samples.size() > LENGTH) {
                samples.remove();
            }
        }
    }

    /** The samples of a route, the eldest first: delivered, failed and on the way. */
    synchronized List<List<Object>> of(String route) {
        return new ArrayList<>(byRoute.getOrDefault(route, new ArrayDeque<>()));
    }
}
