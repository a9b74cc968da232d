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
package io.github.pop3x.mailbox;

import java.util.Locale;

/** Where the unique ids of a listing come from, one fallback after the other. */
public enum UidSource {
    /** The server has UIDL: the ids are its own (RFC 1939 §7). */
    UIDL,
    /** The server has no UIDL: each id is made of the message's header, which TOP shows. */
    HEADER,
    /** The server has neither: there are no ids, and an identity holds in its session only. */
    NONE;

    /** The source as the header {@code CamelPop3xUidSource} shows it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
