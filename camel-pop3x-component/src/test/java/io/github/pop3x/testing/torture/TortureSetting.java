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
package io.github.pop3x.testing.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.ServerProfile;

/**
 * What a round of torture is made with.
 *
 * @param delete the option of that name
 * @param deleteAfter the option of that name, in days
 * @param ledger where the outcome of each message is recorded
 * @param nodes how many processes share the mailbox: 2 with a database only
 * @param commitEvery the option of that name
 * @param exchanges the option concurrentExchanges
 * @param lacking what the server does not have
 * @param mode how the server cuts what it says into writes
 */
record TortureSetting(
        boolean delete,
        int deleteAfter,
        Ledger ledger,
        int nodes,
        int commitEvery,
        int exchanges,
        List<String> lacking,
        Mode mode) {

    private static final long DAY = 86_400_000;

    /** Where the outcome of each message is recorded. */
    enum Ledger {
        MEMORY,
        JOURNAL,
        DATABASE
    }

    static TortureSetting random(Random random) {
        Ledger ledger = Trouble.any(random, List.of(Ledger.values()));
        boolean delete = random.nextInt(4) > 0;
        List<String> lacking = new ArrayList<>(List.of("APOP", "LOGIN", "CRAM-MD5"));
        for (String capability : List.of("CAPA", "PIPELINING", "TOP")) {
            if (random.nextInt(6) == 0) {
                lacking.add(capability);
            }
        }
        return new TortureSetting(
                delete,
                delete && ledger != Ledger.MEMORY && random.nextInt(4) == 0 ? 2 : 0,
                ledger,
                ledger == Ledger.DATABASE && random.nextBoolean() ? 2 : 1,
                delete && random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0,
                random.nextBoolean() ? 1 : 3,
                List.copyOf(lacking),
                Trouble.any(random, List.of(Mode.AS_IS, Mode.AS_IS, Mode.ONE_SEGMENT, Mode.ONE_OCTET_PER_WRITE)));
    }

    boolean capa() {
        return !lacking.contains("CAPA");
    }

    ServerProfile profile(Maildrop maildrop) {
        return new ServerProfile().mailbox("alice", "s3cret", maildrop).without(lacking.toArray(String[]::new));
    }

    /** The options of the endpoint, without user and ledger. */
    String options(boolean patient) {
        return "delay=60000&mailboxKey=torture&forgetAfter=" + Long.MAX_VALUE + "&tls=none&mapMailMessage=false&delete="
                + delete
                + (deleteAfter == 0 ? "" : "&deleteAfter=" + deleteAfter * DAY)
                + (commitEvery == 0 ? "" : "&commitEvery=" + commitEvery)
                + "&concurrentExchanges=" + exchanges
                + (patient ? "" : "&readTimeout=150&quitTimeout=150&connectionTimeout=1000");
    }
}
