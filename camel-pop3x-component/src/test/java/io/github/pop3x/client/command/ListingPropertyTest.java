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
package io.github.pop3x.client.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Any maildrop, listed in any order with any blanks and whatever words behind, is read as it is. */
class ListingPropertyTest {

    private static final List<String> BLANKS = List.of(" ", "  ", "\t", " \t ");
    private static final List<String> TAILS = List.of("", " ", "\t", " 7", " octets", " \u00fc\u0001.");

    /** A message of a maildrop. */
    record Mail(int number, long size, String uid) {}

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void scanListing(@ForAll("maildrop") List<Mail> mails, @ForAll long odd) {
        ScanListing listing = read(Commands.list(), mails, mail -> String.valueOf(mail.size()), odd);
        assertEquals(mails.size(), listing.size());
        for (int place = 0; place < mails.size(); place++) {
            Mail mail = mails.get(place);
            assertEquals(mail.number(), listing.numberAt(place));
            assertEquals(mail.size(), listing.sizeAt(place));
            assertEquals(mail.size(), listing.sizeOf(mail.number()).orElseThrow());
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void uniqueIdListing(@ForAll("maildrop") List<Mail> mails, @ForAll long odd) {
        UniqueIdListing listing = read(Commands.uidl(), mails, Mail::uid, odd);
        assertEquals(mails.size(), listing.size());
        for (int place = 0; place < mails.size(); place++) {
            Mail mail = mails.get(place);
            assertEquals(mail.number(), listing.numberAt(place));
            assertEquals(mail.uid(), listing.uidAt(place));
            assertEquals(mail.uid(), listing.uidAt(listing.placeOf(mail.number())));
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void onlyListedNumbersAreFound(@ForAll("maildrop") List<Mail> mails, @ForAll int other, @ForAll long odd) {
        boolean listed = mails.stream().anyMatch(mail -> mail.number() == other);
        assertEquals(
                listed,
                read(Commands.list(), mails, mail -> "1", odd).sizeOf(other).isPresent());
        assertEquals(listed, read(Commands.uidl(), mails, Mail::uid, odd).contains(other));
    }

    private static <T> T read(Command<T> command, List<Mail> mails, Function<Mail, String> shown, long odd) {
        Random random = new Random(odd);
        List<String> lines = new ArrayList<>();
        for (Mail mail : mails) {
            String indent = random.nextInt(8) == 0 ? pick(BLANKS, random) : "";
            String zeros = random.nextInt(8) == 0 ? "00" : "";
            lines.add(indent + zeros + mail.number() + pick(BLANKS, random) + shown.apply(mail) + pick(TAILS, random));
        }
        return NaiveAnswers.parse(command, lines).orElseThrow();
    }

    private static String pick(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Counted 1, 2, 3 as nearly everywhere, or any numbers in any order. */
    @Provide
    Arbitrary<List<Mail>> maildrop() {
        Arbitrary<Integer> anyNumber = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 200), Arbitraries.integers().greaterOrEqual(1));
        Arbitrary<List<Integer>> numbers = Arbitraries.oneOf(
                Arbitraries.integers()
                        .between(0, 200)
                        .map(size -> IntStream.rangeClosed(1, size).boxed().toList()),
                anyNumber.list().uniqueElements().ofMaxSize(100));
        Arbitrary<Long> sizes =
                Arbitraries.oneOf(Arbitraries.longs().greaterOrEqual(0), Arbitraries.of(0L, Long.MAX_VALUE));
        Arbitrary<String> uids =
                Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(80);
        return numbers.flatMap(listed -> Combinators.combine(
                        sizes.list().ofSize(listed.size()), uids.list().ofSize(listed.size()))
                .as((octets, ids) -> Stream.iterate(0, place -> place < listed.size(), place -> place + 1)
                        .map(place -> new Mail(listed.get(place), octets.get(place), ids.get(place)))
                        .toList()));
    }
}
