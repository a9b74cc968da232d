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
package io.github.pop3x.testing.campaign;

import java.util.List;

import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.Mode;

/**
 * A first poll that goes wrong.
 *
 * @param setting in which it happens
 * @param session which of the first poll's sessions it befalls, from 0
 * @param misfortunes what befalls that session; none lets it be whole
 * @param mode how the server's octets are cut into writes
 * @param impatient whether that poll waits for the server a tenth of a second only, as it must where the server is silent
 */
public record FailedPoll(Setting setting, int session, List<Misfortune> misfortunes, Mode mode, boolean impatient) {

    /** What follows the first poll. */
    public enum Aftermath {
        /** The same consumer polls again. */
        GOES_ON,
        /** The route is stopped and started: a new consumer with the same ledger. */
        ROUTE_RESTARTS,
        /** A new consumer with a new ledger, which knows nothing. */
        PROCESS_RESTARTS,
        /** A new consumer with a new ledger, which knows what the one before it wrote into the journal. */
        PROCESS_RESTARTS_WITH_JOURNAL,
        /** The same with a database in place of the journal. */
        PROCESS_RESTARTS_WITH_DATABASE
    }

    /**
     * What surrounds a poll.
     *
     * @param delete the option of that name
     * @param failing the unique id of a message whose route fails the first time, or ""
     * @param capa whether the server has CAPA; without it login is USER and PASS
     * @param commitEvery the option of that name, with five messages; or 0 for one session, with three
     * @param drained whether a producer drains the mailbox, instead of a consumer that polls it
     * @param aftermath what follows
     */
    public record Setting(
            boolean delete, String failing, boolean capa, int commitEvery, boolean drained, Aftermath aftermath) {

        /** A server with CAPA, and routes that complete. */
        public static Setting of(boolean delete, Aftermath aftermath) {
            return new Setting(delete, "", true, 0, false, aftermath);
        }

        /** The same, drained by a producer. */
        public static Setting drained(boolean delete, Aftermath aftermath) {
            return new Setting(delete, "", true, 0, true, aftermath);
        }

        /** The same, with five messages that are deleted two in a session. */
        public static Setting inSessionsOfTwo(Aftermath aftermath) {
            return new Setting(true, "", true, 2, false, aftermath);
        }

        @Override
        public String toString() {
            return (drained ? "drain, " : "") + (delete ? "delete" : "keep")
                    + (failing.isEmpty() ? "" : ", a route fails once")
                    + (capa ? "" : ", no CAPA")
                    + (commitEvery == 0 ? "" : ", commitEvery=" + commitEvery) + ", then " + aftermath;
        }
    }

    /** With the server's octets as they come. */
    public static FailedPoll of(Setting setting, int session, Misfortune... misfortunes) {
        return new FailedPoll(setting, session, List.of(misfortunes), Mode.AS_IS, false);
    }

    @Override
    public String toString() {
        return setting + ": " + (session == 0 ? "" : "in session " + (session + 1) + " ") + misfortunes
                + (mode == Mode.AS_IS ? "" : " " + mode);
    }
}
