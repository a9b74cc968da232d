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
package io.github.pop3x.option;

import java.util.Comparator;

import io.github.pop3x.client.Pop3Message;

/** The order in which a poll routes messages. */
public enum Order {
    /** As the server lists them, which is as they arrived. */
    OLDEST(Comparator.comparingInt(Pop3Message::number)),
    /** The last one listed first. */
    NEWEST(Comparator.comparingInt(Pop3Message::number).reversed()),
    /** By listed size; of equal ones the one that is listed first. */
    SMALLEST(Comparator.comparingLong(Pop3Message::size).thenComparingInt(Pop3Message::number));

    private final Comparator<Pop3Message> comparator;

    Order(Comparator<Pop3Message> comparator) {
        this.comparator = comparator;
    }

    /** Compares the messages of one listing. */
    public Comparator<Pop3Message> comparator() {
        return comparator;
    }
}
