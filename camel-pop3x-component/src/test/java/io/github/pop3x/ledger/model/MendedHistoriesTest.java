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
package io.github.pop3x.ledger.model;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MemoryLedgerStore;
import org.junit.jupiter.api.Test;

/** Histories that broke the promise once, as short as they can be; each names what the ledger did. */
class MendedHistoriesTest {

    private static List<Step> history(String steps) {
        return Arrays.stream(steps.split(", "))
                .map(step -> step.split(" "))
                .map(step -> new Step(Step.Kind.valueOf(step[0]), Integer.parseInt(step[1])))
                .toList();
    }

    private static void inMemory(String steps) throws IOException {
        World.happens(history(steps), new World(MemoryLedgerStore::new, false, false));
    }

    private static void kept(String steps) throws IOException {
        LedgerStore store = new KeptStore(false);
        World.happens(history(steps), new World(() -> store, false, false));
    }

    private static void shared(String steps) throws IOException {
        LedgerStore store = new KeptStore(true);
        World.happens(history(steps), new World(() -> store, true, true));
    }

    /** The late verdict of a route that was given up deleted the copy that was listed in its message's place. */
    @Test
    void aLateVerdictDeletesNoOtherMessageWithItsId() throws IOException {
        inMemory("ARRIVE 0, ARRIVE_BESIDE 0, POLL_WITHOUT_A_SIZE 0, START 0, RELEASE 0, A_MINUTE 0, POLL 0,"
                + " REFUSE_RETRIEVAL 1");
        inMemory("ARRIVE 0, ARRIVE_BESIDE 0, POLL_WITHOUT_AN_ID 0, START 0, RELEASE 0, A_MINUTE 0, POLL 1,"
                + " REFUSE_RETRIEVAL 1");
    }

    /** Of two verdicts about one message, recorded for two that were listed with its id, the one that deletes sooner was kept. */
    @Test
    void ofTwoVerdictsTheOneCountsThatDeletesLater() throws IOException {
        inMemory(
                "ARRIVE 0, ARRIVE_BESIDE 0, POLL_WITHOUT_A_SIZE 0, START 0, DELIVER_TO_DELETE 0, POLL 0, DROP 0, START 0,"
                        + " DELIVER_TO_DELETE_NEVER 0");
    }

    /** A delete that one process wanted overwrote that another one had seen the message gone; its id was used again. */
    @Test
    void whatAnotherProcessHasSeenGoneIsNotDeleted() throws IOException {
        shared("ARRIVE 0, POLL 0, VANISH 0, START 0, DELIVER_TO_DELETE 0, POLL 1, ARRIVE 0, QUIT_LOSES_ITS_ANSWER 0");
    }

    /** The store wrote the corrected time of a start and lost its answer; the verdict was taken for that of another start. */
    @Test
    void aClockThatIsPutBackDuringARouteCostsNoVerdict() throws IOException {
        shared("ARRIVE 0, POLL 1, START 1, STORE_LOSES_ITS_ANSWER 1, CLOCK_PUT_BACK 0, POLL 1");
    }

    /** Days without a poll counted as days in which listings lacked the message, since its size had changed in its route. */
    @Test
    void whatNoListingHasLackedSinceItsRouteEndedIsNotForgotten() throws IOException {
        kept("ARRIVE 0, POLL 0, RESIZE 0, POLL 0, START 0, DELIVER_TO_DELETE 0, EIGHT_DAYS 0, HIDE 0, POLL 0");
    }
}
