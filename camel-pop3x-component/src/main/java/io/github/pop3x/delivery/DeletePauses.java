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
package io.github.pop3x.delivery;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** How long a session that only deletes is put off: longer and longer while such sessions fail. Any thread may call it. */
final class DeletePauses {

    /** A poll is waited for that long, if polls are farther apart. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    private final Duration wait;

    /** Sessions in a row. */
    private int failures;

    /** @param delay between two polls */
    DeletePauses(Duration delay) {
        this.wait = Collections.min(List.of(delay, LONGEST_WAIT));
    }

    /** The pause where another session has the mailbox. */
    Duration shortest() {
        return wait;
    }

    /** Less and less often while sessions fail: the mailbox may be gone for good. */
    synchronized Duration next() {
        return Collections.min(List.of(wait.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)), LONGEST));
    }

    /** A session has ended. */
    synchronized void ended(boolean failed) {
        failures = failed ? failures + 1 : 0;
    }
}
