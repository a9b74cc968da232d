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

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the world has seen of the messages that processes routed, one process after the other, each one message at a time:
 * a process that is killed leaves no more than its last message undecided.
 */
public final class RoutedAcrossProcesses {

    private final Set<String> seen = new HashSet<>();
    private final Set<String> settled = new HashSet<>();
    private int repeats;

    /**
     * Takes note of what a process has routed, and that it is no more.
     *
     * @param lines in order, one for each message
     * @param killed whether its last message may not have been settled
     * @throws AssertionError if it routed what was settled before
     */
    public void by(List<String> lines, boolean killed) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            assertThat(settled.contains(line))
                    .as("%s was routed again though its verdict had been given", line)
                    .isFalse();
            repeats += seen.add(line) ? 0 : 1;
            if (!killed || i < lines.size() - 1) {
                settled.add(line);
            }
        }
    }

    /** How many times a message was seen that had been seen before. */
    public int repeats() {
        return repeats;
    }

    /** Throws unless each of these messages was seen, and nothing else. */
    public void requireAll(Collection<String> digests) {
        assertThat(seen.stream()
                        .map(line -> line.substring(line.indexOf(' ') + 1))
                        .sorted())
                .containsExactlyElementsOf(digests.stream().sorted().toList());
    }
}
