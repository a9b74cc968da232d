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
package io.github.pop3x.ledger;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** What holds for every store, whether or not it remembers. */
public abstract class LedgerStoreContract {

    protected static final String MAILBOX = "alice@example.com@mail.example.com";

    /** A store, with what former ones of this test have left. */
    protected abstract LedgerStore open() throws IOException;

    @Test
    void anUnknownMailboxHasNoEntries() throws IOException {
        try (LedgerStore store = open()) {
            assertThat(store.load(MAILBOX)).isEqualTo(LedgerStore.Recorded.NOTHING);
        }
    }

    @Test
    void recordingNothingIsNoError() {
        assertThatCode(() -> {
                    try (LedgerStore store = open()) {
                        store.save(MAILBOX, List.of());
                        store.forget(MAILBOX, List.of());
                        store.sync();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void forgettingAnUnknownMessageIsAllowed() {
        assertThatCode(() -> {
                    try (LedgerStore store = open()) {
                        store.forget(MAILBOX, List.of(new MessageIdentity("never seen", 1, 0)));
                        store.sync();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void closingTwiceIsNoError() throws IOException {
        LedgerStore store = open();
        store.close();
        assertThatCode(store::close).doesNotThrowAnyException();
    }
}
