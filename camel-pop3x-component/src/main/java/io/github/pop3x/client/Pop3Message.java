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
package io.github.pop3x.client;

import java.util.Objects;

/**
 * A message as the server lists it.
 *
 * @param number its number, valid in this session only (RFC 1939 §3)
 * @param size its size in octets as the server claims it
 * @param uid its unique id (RFC 1939 §7), or the empty string where the server has none
 */
public record Pop3Message(int number, long size, String uid) {

    /** Null is no unique id. */
    public Pop3Message {
        Objects.requireNonNull(uid);
    }
}
