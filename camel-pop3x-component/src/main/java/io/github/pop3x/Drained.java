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
package io.github.pop3x;

import java.time.Instant;

/**
 * The result of the operation {@code drain} on a mailbox.
 *
 * @param listed messages that the mailbox held at first
 * @param routed messages whose route completed
 * @param failed messages whose route failed; they are routed again once they are due
 * @param deleted messages that the server has confirmed to be removed
 * @param left messages that are left for another drain: not due yet, not reached within the limits, still in a route
 *     here or in another process, or delivered and not deleted
 * @param notBefore the earliest time for another drain, by the clock of this process; null if nothing is left and the
 *     server wants no time between logins
 */
public record Drained(int listed, int routed, int failed, int deleted, int left, Instant notBefore) {

    /** Tells whether nothing is left for another drain. */
    public boolean isDone() {
        return left == 0;
    }
}
