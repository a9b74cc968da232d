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
package io.github.pop3x.testing;

import java.util.concurrent.atomic.AtomicLong;

/** Time stamps of the form of a msg-id (RFC 1939 §7, RFC 2195 §2), each different from all before. */
final class Stamp {

    private static final AtomicLong COUNT = new AtomicLong();

    private Stamp() {}

    static String next() {
        return "<" + ProcessHandle.current().pid() + "." + COUNT.incrementAndGet() + "@localhost>";
    }
}
