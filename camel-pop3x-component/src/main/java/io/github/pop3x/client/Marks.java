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

import java.util.HashSet;
import java.util.Set;

import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Keyword;

/** Which messages the server has agreed to mark as deleted (RFC 1939 §5). */
final class Marks {

    private final Set<Integer> numbers = new HashSet<>();

    /** Takes note of a command to which the server agreed. */
    void agreed(Command<?> command) {
        if (command.keyword() == Keyword.DELE) {
            numbers.add(command.message().orElseThrow());
        } else if (command.keyword() == Keyword.RSET) {
            numbers.clear();
        }
    }

    boolean has(int number) {
        return numbers.contains(number);
    }
}
