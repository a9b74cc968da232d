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

import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what passes between clients and a server. Thread-safe. */
final class Traffic {

    private long sent;
    private long received;
    private long flights;
    private SortedMap<String, Long> commands = new TreeMap<>();

    /** Octets from a client. */
    synchronized void sent(int octets) {
        sent += octets;
    }

    /** Octets from the server. */
    synchronized void received(int octets) {
        received += octets;
    }

    /** A client speaks with nothing left to wait for. */
    synchronized void flight() {
        flights++;
    }

    /** A command. */
    synchronized void command(String keyword) {
        commands.merge(keyword, 1L, Long::sum);
    }

    /** The count so far; it begins anew. */
    synchronized TrafficCount take() {
        var count = new TrafficCount(sent, received, flights, commands);
        sent = 0;
        received = 0;
        flights = 0;
        commands = new TreeMap<>();
        return count;
    }
}
