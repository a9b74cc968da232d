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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A store that hangs fails its callers in limited time, and what it writes late is not the last word. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitedStoreTest {

    private static final MessageIdentity MESSAGE = MessageLife.MESSAGE;

    private final BookStore book = new BookStore();
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private volatile String hangsIn = "";

    private final LedgerStore store = (LedgerStore) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {LedgerStore.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("isShared")) {
                    return true;
                }
                if (method.getName().equals(hangsIn)) {
                    goesOn.await();
                }
                try {
                    return method.invoke(book, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });

    @AfterEach
    void goOn() {
        goesOn.countDown();
    }

    private LimitedStore limited() {
        return new LimitedStore(store, Duration.ofMillis(50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "save", "amend", "tryToAmend", "reload", "forget", "markBaseline", "sync"})
    void eachCallThatHangsFails(String call) {
        LimitedStore limited = limited();
        hangsIn = call;
        assertThatThrownBy(() -> perform(limited, call))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has not answered within");
        assertThatThrownBy(limited::sync)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("still has not answered an earlier call");
        goesOn.countDown();
        await().untilAsserted(() -> perform(limited, call));
    }

    private static void perform(LimitedStore limited, String call) throws IOException {
        LedgerEntry entry = LedgerEntry.unseen(MESSAGE);
        switch (call) {
            case "load" -> limited.load("m");
            case "save" -> limited.save("m", List.of(entry));
            case "amend" -> limited.amend("m", List.of(new LedgerStore.Amendment(entry, entry)));
            case "tryToAmend" -> limited.tryToAmend("m", List.of(new LedgerStore.Amendment(entry, entry)));
            case "reload" -> limited.reload("m", List.of(MESSAGE));
            case "forget" -> limited.forget("m", List.of(MESSAGE));
            case "markBaseline" -> limited.markBaseline("m");
            default -> limited.sync();
        }
    }

    @Test
    void aVerdictThatCouldNotBeWrittenIsWrittenWithTheNextChangeAfterwards() throws Exception {
        DeliveryLedger ledger = new DeliveryLedger("m", limited(), MessageLife.FORGET_AFTER, new HandClock());
        assertTrue(ledger.take(MESSAGE));
        int attempt = ledger.start(MESSAGE, MessageLife.HEADER);
        hangsIn = "tryToAmend";
        assertThatThrownBy(() -> ledger.delivered(MESSAGE, attempt, true, Duration.ZERO))
                .isInstanceOf(IOException.class);
        assertEquals(EntryState.DELIVERED, ledger.state(MESSAGE).orElseThrow());
        assertThatThrownBy(() -> ledger.deleteSent(List.of(MESSAGE))).isInstanceOf(IOException.class);
        goesOn.countDown();
        await().untilAsserted(() -> ledger.confirmed(List.of(MESSAGE)));
        assertEquals(EntryState.CONFIRMED, book.saved(MESSAGE).state());
    }

    @Test
    void aMessageWhoseStartCannotBeWrittenIsOfferedAgain() throws Exception {
        DeliveryLedger ledger = new DeliveryLedger("m", limited(), MessageLife.FORGET_AFTER, new HandClock());
        assertTrue(ledger.take(MESSAGE));
        hangsIn = "tryToAmend";
        assertThatThrownBy(() -> ledger.start(MESSAGE, MessageLife.HEADER)).isInstanceOf(IOException.class);
        assertTrue(ledger.take(MESSAGE));
    }
}
