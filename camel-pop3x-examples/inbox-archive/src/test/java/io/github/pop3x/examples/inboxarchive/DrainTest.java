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
package io.github.pop3x.examples.inboxarchive;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DrainTest {

    private final Drain drain = new Drain();

    @Test
    void pollsGoOnWhileTheyFindMessages() {
        drain.commit(null, null, 20);

        assertThat(isEnded()).isFalse();
    }

    @Test
    void aPollThatMayFindMoreLaterIsNotTheEnd() {
        drain.commit(null, null, -1);

        assertThat(isEnded()).isFalse();
    }

    @Test
    void thePollThatFoundNothingIsTheEnd() throws InterruptedException {
        drain.commit(null, null, 0);

        drain.await();
        assertThat(isEnded()).isTrue();
        assertThatCode(drain::rethrow).doesNotThrowAnyException();
    }

    @Test
    void thePollThatFailedIsTheEndAndIsNotTriedAgain() {
        assertThat(drain.rollback(null, null, 0, new IOException("cut"))).isFalse();

        assertThat(isEnded()).isTrue();
        assertThatThrownBy(drain::rethrow).hasMessage("IOException: cut");
    }

    @Test
    void aFailedMessageEndsTheDrainAfterThePoll() {
        drain.handleException("message 3 was refused", null);
        drain.handleException("message 4 was refused", new IOException("later"));
        assertThat(isEnded()).isFalse();

        drain.commit(null, null, 20);

        assertThat(isEnded()).isTrue();
        assertThatThrownBy(drain::rethrow).hasMessage("message 3 was refused");
    }

    private boolean isEnded() {
        return !drain.begin(null, null);
    }
}
