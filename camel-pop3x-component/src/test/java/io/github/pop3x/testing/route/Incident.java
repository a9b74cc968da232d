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

/** What happens to the first node in the middle of the mailbox. */
public enum Incident {
    /** It ends as by SIGKILL. */
    KILLED(1),
    /** It ends in good order. */
    STOPPED(0),
    /** Its route is suspended. */
    SUSPENDED(0),
    /** It stands still, as by SIGSTOP, until the other node has done the rest. */
    PAUSED(1),
    /** Its network takes no octet to anything, until the other node has done the rest. Files stay within reach. */
    CUT_OFF(1),
    /** Its network takes no octet to ZooKeeper; the mailbox and the ledger stay within reach. */
    CUT_FROM_CLUSTER(1);

    private final int mostRepeats;

    Incident(int mostRepeats) {
        this.mostRepeats = mostRepeats;
    }

    /** How many messages may be begun twice for it: those that were in flight, unless the route waits for them. */
    int mostRepeats(ClusterNode.Form form) {
        // Camel takes such a suspension for a stop of the route alone.
        return this == SUSPENDED && form == ClusterNode.Form.MASTER ? 1 : mostRepeats;
    }

    boolean isCut() {
        return this == CUT_OFF || this == CUT_FROM_CLUSTER;
    }

    /** Whether the first node is there at the end. */
    boolean isSurvived() {
        return this != KILLED && this != STOPPED;
    }
}
