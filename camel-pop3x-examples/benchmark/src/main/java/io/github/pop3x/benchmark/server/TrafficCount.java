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
package io.github.pop3x.benchmark.server;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What passed between a client and a server.
 *
 * @param sent octets from the client
 * @param received octets from the server
 * @param flights how often the client spoke when all it had asked was answered: the round trips that it waited for
 * @param commands how often each keyword was sent, ordered by keyword
 */
public record TrafficCount(long sent, long received, long flights, Map<String, Long> commands) {

    /** The commands in a few words, such as {@code QUIT, RETR × 500}. */
    public String dialogue() {
        return commands.entrySet().stream()
                .map(entry -> entry.getKey() + (entry.getValue() == 1 ? "" : " × " + entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
