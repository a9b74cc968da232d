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
package io.github.pop3x.testing.route;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.pop3x.testing.Relay;

/**
 * The way of one node to what it shares with the others. It can be cut, and healed.
 *
 * @param mailbox the way to the POP3 server
 * @param database the way to the database of the ledger
 * @param cluster the way to ZooKeeper, if that chooses the leader
 */
record NodeNetwork(Relay mailbox, Relay database, Optional<Relay> cluster) implements Closeable {

    private Stream<Relay> all() {
        return Stream.concat(Stream.of(mailbox, database), cluster.stream());
    }

    /** Cuts all that an incident cuts. */
    void cut(Incident incident) {
        if (incident == Incident.CUT_OFF) {
            all().forEach(Relay::cut);
        } else {
            cluster.orElseThrow().cut();
        }
    }

    void heal() {
        all().forEach(Relay::heal);
    }

    /** How many connections to the mailbox and the database have been tried while they were cut. */
    int inVain() {
        return mailbox.inVain() + database.inVain();
    }

    @Override
    public void close() throws IOException {
        mailbox.close();
        database.close();
        if (cluster.isPresent()) {
            cluster.get().close();
        }
    }
}
