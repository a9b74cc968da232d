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

/** What a client does with the mailbox in one round. */
public enum Work {
    /** Reads every message and leaves it there. */
    KEEP,
    /** Reads every message and has it deleted. */
    DELETE,
    /** Reads every message, leaves it there, and remembers that it knows it. */
    LEARN,
    /** Reads what it does not know, which is nothing. */
    POLL;

    /** The name as programs are told it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether messages come over the wire at all. */
    public boolean retrieves() {
        return this != POLL;
    }
}
