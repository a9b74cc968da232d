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
package io.github.pop3x.context;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The options of components that limit what all components of a Camel context share. What one of them sets holds for all;
 * if they differ, the one counts that comes first. A limit is decided when it is needed for the first time. Any thread may
 * call it.
 */
public final class ContextLimits {

    private static final Logger LOG = LoggerFactory.getLogger(ContextLimits.class);

    private final Map<String, Long> decided = new HashMap<>();
    private final Set<String> warned = new HashSet<>();

    /**
     * The limit that counts.
     *
     * @param option its name
     * @param values those of the components
     * @param otherwise the option's default, which is no value of its own
     */
    public long of(String option, List<Long> values, long otherwise) {
        long counts;
        synchronized (this) {
            counts = decided.computeIfAbsent(option, unknown -> values.stream()
                    .filter(value -> value != otherwise)
                    .findFirst()
                    .orElse(otherwise));
        }
        for (long value : values) {
            compare(option, value, otherwise);
        }
        return counts;
    }

    /** Forgets what was decided. */
    public synchronized void clear() {
        decided.clear();
        warned.clear();
    }

    /** Warns, once for each option, if a component sets another limit than the one that was decided. */
    private void compare(String option, long value, long otherwise) {
        Long counts;
        synchronized (this) {
            counts = decided.get(option);
            if (counts == null || value == counts || value == otherwise || !warned.add(option)) {
                return;
            }
        }
        LOG.warn(
                "The components pop3x and pop3xs of this Camel context share one {}: {} counts, and {} does not. Set it"
                        + " alike for both, or for one of them",
                option,
                counts,
                value);
    }
}
