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
package io.github.pop3x.selection;

import java.util.Optional;

import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mime.HeaderFields;

/** A condition that a message has to meet to be routed. For one thread at a time. */
@FunctionalInterface
public interface MessageFilter {

    /**
     * Decides about one message. An exception keeps the message waiting.
     *
     * @param message as listed
     * @param attempt the attempt that its route would be, from 1
     * @param header its header; empty where only the listing is looked at
     */
    boolean matches(ListedMessage message, int attempt, Optional<HeaderFields> header);

    /** Tells whether the answer no about a message stays no, so that it may be remembered while the message is listed. */
    default boolean isLasting() {
        return true;
    }

    /** A filter that wants what both want. The other one is not asked about what this one does not want. */
    default MessageFilter and(MessageFilter other) {
        MessageFilter one = this;
        return new MessageFilter() {
            @Override
            public boolean matches(ListedMessage message, int attempt, Optional<HeaderFields> header) {
                return one.matches(message, attempt, header) && other.matches(message, attempt, header);
            }

            @Override
            public boolean isLasting() {
                return one.isLasting() && other.isLasting();
            }
        };
    }
}
