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

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * One thing that happens.
 *
 * @param which message id, process or route it happens to
 */
record Step(Kind kind, int which) {

    /** With how often it happens, compared with the others, and how many things there are that it may happen to. */
    enum Kind {
        ARRIVE(5, 2),
        ARRIVE_LARGER(1, 2),
        ARRIVE_BESIDE(1, 2),
        RESIZE(2, 2),
        HIDE(2, 2),
        SHOW(2, 2),
        VANISH(3, 2),
        NO_TOP(1, 1),
        TOP(1, 1),

        POLL(12, 2),
        POLL_AS_OF_BEFORE(2, 2),
        POLL_WITHOUT_A_SIZE(1, 2),
        POLL_WITHOUT_AN_ID(1, 2),
        START(10, 2),
        DROP(1, 2),
        REFUSE_RETRIEVAL(1, 2),
        DELIVER_TO_DELETE(5, 2),
        DELIVER_TO_KEEP(4, 2),
        DELIVER_TO_DELETE_LATER(2, 2),
        DELIVER_TO_DELETE_NEVER(1, 2),
        FAIL(3, 2),
        RELEASE(2, 2),
        FORGET(1, 2),

        QUIT(5, 2),
        QUIT_LOSES_ITS_ANSWER(1, 2),
        QUIT_DOES_NOT_ARRIVE(1, 2),
        DELE_REFUSED(1, 2),

        CRASH(2, 2),
        CLAIMS_EXPIRE(3, 2),
        STORE_REFUSES(1, 2),
        STORE_LOSES_ITS_ANSWER(1, 2),
        STORE_HANGS(1, 2),
        DIE_BEFORE_THE_WRITE(1, 2),
        DIE_AFTER_THE_WRITE(1, 2),

        A_MINUTE(4, 1),
        AN_HOUR(2, 1),
        EIGHT_DAYS(1, 1),
        CLOCK_PUT_BACK(1, 1);

        private final int weight;
        private final int choices;

        Kind(int weight, int choices) {
            this.weight = weight;
            this.choices = choices;
        }
    }

    /** Any sequence of steps; it shrinks to fewer of them, and to earlier kinds. */
    static Arbitrary<List<Step>> histories() {
        List<Tuple.Tuple2<Integer, Step>> weighted = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int which = 0; which < kind.choices; which++) {
                weighted.add(Tuple.of(2 * kind.weight / kind.choices + 1, new Step(kind, which)));
            }
        }
        return Arbitraries.frequency(weighted).list().ofMinSize(1).ofMaxSize(40);
    }

    String uid() {
        return "uid" + which;
    }

    @Override
    public String toString() {
        return kind + " " + which;
    }
}
