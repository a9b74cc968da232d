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
package io.github.pop3x.ledger;

/**
 * The kind of ids by which the messages of a mailbox are recorded. Under ids of another kind all messages would be new.
 */
public enum RecordedIds {
    /** Nothing is recorded. */
    NONE,
    /** By unique ids of the server, at least some. */
    UNIQUE,
    /** By headers alone, since the server gave no unique ids. */
    HEADERS;

    /** Those of a ledger. */
    public static RecordedIds of(DeliveryLedger ledger) {
        synchronized (ledger.memory) {
            if (ledger.memory.size() == 0) {
                return NONE;
            }
            boolean isByHeader =
                    ledger.memory.all().allMatch(entry -> entry.identity().isByHeader());
            return isByHeader ? HEADERS : UNIQUE;
        }
    }
}
