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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is called old news is what a poll would have made nothing of. */
class OldNewsTest {

    private static final long SEED = Long.getLong("pop3x.seed", 20261122);
    private static final int LIVES = Integer.getInteger("pop3x.lives", 3_000);
    private static final String[] EVENTS = {"start", "keep", "delete", "fail", "sent", "recognize", "forget", "list"};

    private final MessageLife life = new MessageLife();

    private boolean isOldNews(MessageIdentity... listing) {
        return isOldNews(life.ledger.oldNews(), List.of(listing));
    }

    private static boolean isOldNews(OldNews news, List<MessageIdentity> listing) {
        listing.forEach(news::note);
        return news.isAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEPT", "PASSED", "SECOND_KEPT"})
    void aMessageThatWasDeliveredAndStaysIsOldNews(String state) throws IOException {
        life.bringTo(state);
        assertTrue(isOldNews(MESSAGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "TAKEN",
                "IN_FLIGHT",
                "FAILED",
                "RELEASED",
                "RELEASED_TAKEN",
                "SECOND",
                "DELIVERED",
                "DELETE_SENT",
                "CONFIRMED",
                "RETAKEN"
            })
    void aMessageThatSomethingIsStillToBeDoneAboutIsNews(String state) throws IOException {
        life.bringTo(state);
        assertFalse(isOldNews(MESSAGE));
    }

    @Test
    void anEmptyMaildropOfWhichNothingIsRecordedIsOldNews() {
        assertTrue(isOldNews());
    }

    @Test
    void whatIsMissingIsNews() throws IOException {
        life.bringTo("KEPT");
        assertFalse(isOldNews());
        life.happens("missing");
        assertFalse(isOldNews());
    }

    @Test
    void whatHasComeBackIsNews() throws IOException {
        life.bringTo("KEPT");
        life.happens("missing");
        assertFalse(isOldNews(MESSAGE));
        life.happens("listed");
        assertTrue(isOldNews(MESSAGE));
    }

    @Test
    void whatHasAnotherSizeIsNews() throws IOException {
        life.bringTo("KEPT");
        assertFalse(isOldNews(new MessageIdentity(MESSAGE.uid(), MESSAGE.size() + 1, 0)));
    }

    @Test
    void whatAnEarlierProcessRecordedIsNewsUntilItIsRecognized() throws IOException {
        life.bringTo("KEPT");
        life.restart();
        assertFalse(isOldNews(MESSAGE));
        life.happens("recognize");
        assertTrue(isOldNews(MESSAGE));
    }

    @Test
    void twinsAreNews() throws IOException {
        life.bringTo("KEPT");
        life.ledger.observe(List.of(MESSAGE, MESSAGE.twin(1)));
        assertFalse(isOldNews(MESSAGE));
        assertFalse(isOldNews(MESSAGE, MESSAGE.twin(1)));
    }

    @Test
    void whatOnceHadATwinIsNews() throws IOException {
        life.bringTo("KEPT");
        life.ledger.observe(List.of(MESSAGE, MESSAGE.twin(1)));
        life.ledger.forget(MESSAGE.twin(1));
        assertFalse(isOldNews(MESSAGE));
    }

    @Test
    void whatIsChangedMeanwhileIsNews() throws IOException {
        life.bringTo("KEPT");
        OldNews news = life.ledger.oldNews();
        news.note(MESSAGE);
        life.happens("take");
        life.happens("start");
        life.happens("keep");
        assertFalse(news.isAll());
        assertTrue(isOldNews(MESSAGE));
    }

    @Test
    void whatIsForgottenMeanwhileIsNews() throws IOException {
        life.bringTo("KEPT");
        OldNews news = life.ledger.oldNews();
        news.note(MESSAGE);
        life.ledger.forget(MESSAGE);
        assertFalse(news.isAll());
    }

    @Test
    void whatCouldNotBeWrittenIsNewsUntilItIs() throws IOException {
        life.bringTo("IN_FLIGHT");
        life.store.breakDown();
        assertThrows(IOException.class, () -> life.happens("keep"));
        life.store.recover();
        assertFalse(isOldNews(MESSAGE));
        life.happens("listed");
        assertTrue(isOldNews(MESSAGE));
    }

    @Test
    void whateverHappenedOldNewsChangesNothing() throws IOException {
        Random random = new Random(SEED);
        int old = 0;
        for (int i = 0; i < LIVES; i++) {
            MessageLife each = new MessageLife();
            List<MessageIdentity> maildrop = maildrop(random);
            for (int events = random.nextInt(12); events > 0; events--) {
                happens(each, maildrop, random);
            }
            if (isOldNews(each.ledger.oldNews(), maildrop)) {
                old++;
                requireNoNews(each, maildrop, i);
            }
        }
        assertTrue(old > LIVES / 20, old + " of " + LIVES + " listings were old news");
    }

    private static List<MessageIdentity> maildrop(Random random) {
        List<MessageIdentity> maildrop = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            MessageIdentity next = new MessageIdentity("id" + random.nextInt(3), 100 + random.nextInt(2), 0);
            maildrop.add(maildrop.contains(next) && random.nextInt(4) == 0 ? next.twin(1) : next);
        }
        return maildrop.stream().distinct().toList();
    }

    private static void happens(MessageLife life, List<MessageIdentity> maildrop, Random random) throws IOException {
        DeliveryLedger ledger = life.ledger;
        List<MessageIdentity> shown = maildrop.subList(0, random.nextInt(maildrop.size() + 1));
        for (MessageIdentity message : shown) {
            boolean inFlight = ledger.state(message).equals(Optional.of(EntryState.IN_FLIGHT));
            switch (EVENTS[random.nextInt(EVENTS.length)]) {
                case "keep" -> {
                    if (inFlight || begins(ledger, message)) {
                        ledger.delivered(
                                message, ledger.entry(message).orElseThrow().attempts(), false, Duration.ZERO);
                    }
                }
                case "delete" -> {
                    if (inFlight || begins(ledger, message)) {
                        ledger.delivered(
                                message, ledger.entry(message).orElseThrow().attempts(), true, Duration.ZERO);
                    }
                }
                case "fail" -> {
                    if (inFlight || begins(ledger, message)) {
                        ledger.failed(
                                message, ledger.entry(message).orElseThrow().attempts());
                    }
                }
                case "start" -> begins(ledger, message);
                case "sent" -> {
                    if (ledger.wantsDelete(message)) {
                        ledger.deleteSent(List.of(message));
                    }
                }
                case "recognize" -> ledger.recognize(message, HEADER);
                case "forget" -> ledger.forget(message);
                default -> ledger.observe(shown);
            }
        }
    }

    private static boolean begins(DeliveryLedger ledger, MessageIdentity message) throws IOException {
        boolean taken = ledger.take(message);
        if (taken) {
            ledger.start(message, HEADER);
        }
        return taken;
    }

    private static void requireNoNews(MessageLife life, List<MessageIdentity> maildrop, int number) throws IOException {
        String which = "life " + number + " with -Dpop3x.seed=" + SEED;
        List<LedgerEntry> before = entries(life, maildrop).toList();
        int written = life.store.writes();
        life.ledger.observe(maildrop);
        assertEquals(before, entries(life, maildrop).toList(), which);
        assertEquals(written, life.store.writes(), which);
        for (MessageIdentity message : maildrop) {
            assertEquals(Decision.KEEP, life.ledger.decide(message, RETRIES), which);
        }
    }

    private static Stream<LedgerEntry> entries(MessageLife life, List<MessageIdentity> maildrop) {
        return maildrop.stream().flatMap(message -> life.ledger.entries(message.uid()).stream());
    }
}
