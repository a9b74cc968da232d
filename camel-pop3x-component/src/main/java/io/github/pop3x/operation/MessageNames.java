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
package io.github.pop3x.operation;

import java.util.List;

/**
 * The messages that an exchange names.
 *
 * @param all the names, in their order; empty if none is given
 * @param several whether the names came as a list, which may have one name or none
 */
public record MessageNames(List<MessageName> all, boolean several) {

    /** No message is named. */
    public static final MessageNames NONE = new MessageNames(List.of(), false);

    /** Tells whether there is a list with no name in it: that means no message, and never all. */
    public boolean isEmptyList() {
        return several && all.isEmpty();
    }
}
