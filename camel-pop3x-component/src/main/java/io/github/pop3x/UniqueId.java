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

import java.util.Objects;

/**
 * A line of the unique-id listing (RFC 1939 §7).
 *
 * @param number the message's number, valid in its session only
 * @param uid the message's unique id, never null
 */
public record UniqueId(int number, String uid) {

    /** Null is no unique id. */
    public UniqueId {
        Objects.requireNonNull(uid, "uid");
    }
}
