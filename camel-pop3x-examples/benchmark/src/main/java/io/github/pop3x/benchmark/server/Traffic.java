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

/** Counts what passes between a client and a server. Thread-safe. */
public final class Traffic {

    private long sent;
    private long received;
    private long flights;
    private boolean serverSpokeLast = true;

    /** Octets from the client. They begin a flight if the server spoke before. */
    synchronized void sent(int octets) {
        if (serverSpokeLast) {
            flights++;
            serverSpokeLast = false;
        }
        sent += octets;
    }

    /** Octets from the server. */
    synchronized void received(int octets) {
        serverSpokeLast = true;
        received += octets;
    }

    /** The count so far; it begins anew. */
    synchronized Count take() {
        Count count = new Count(sent, received, flights);
        sent = 0;
        received = 0;
        flights = 0;
        serverSpokeLast = true;
        return count;
    }

    /** One way. */
    @FunctionalInterface
    interface Direction {
        void passed(int octets);
    }

    /**
     * What passed.
     *
     * @param sent octets from clients
     * @param received octets from the server
     * @param flights how often a client spoke after it had heard something: in lock-step the round trips, in a pipeline
     *     more than those, since there commands go out while answers come in
     */
    public record Count(long sent, long received, long flights) {}
}
