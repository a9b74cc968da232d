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
package io.github.pop3x.benchmark;

import java.util.Locale;

/** What the benchmark can run. */
public enum Program {
    /** The contenders beside LIMIT. */
    TABLE,
    /** The same in larger mailboxes, with those contenders that do not wait for each answer. */
    LARGE,
    /** What a larger mailbox and more endpoints cost. */
    GROWTH,
    /** The smallest heap that each scenario needs. */
    HEAP,
    /** This build beside another one of the same component. */
    BASELINE,
    /** Flights and octets on the wire, beside the least that the protocol allows. */
    WIRE,
    /** The hot loops by themselves. */
    JMH,
    /** Thousands of mailboxes in one Camel context. */
    MAILBOXES,
    /** A mailbox drained by a process that has just begun. */
    COLD;

    /** The name on the command line, which is also that of its files and of its part of a page. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
