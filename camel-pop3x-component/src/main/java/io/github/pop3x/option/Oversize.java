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

/** What happens to a message that is larger than {@code maxMessageSize}, by its listed size. */
public enum Oversize {
    /** It stays on the server, without a report. */
    SKIP,
    /** Its header is routed, with {@code topLines} of its body, and the rest is never retrieved. */
    HEADERS,
    /** It is never retrieved, and reported once: a {@code Pop3xOversizeException} goes to the exception handler. */
    FAIL
}
