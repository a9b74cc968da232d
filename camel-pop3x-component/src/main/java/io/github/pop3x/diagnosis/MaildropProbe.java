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
package io.github.pop3x.diagnosis;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.LeftOutLines;
import io.github.pop3x.client.command.ScanListing;
import io.github.pop3x.client.command.UniqueIdListing;

/** What a session tells about its maildrop without retrieving or marking anything. */
final class MaildropProbe {

    /** Messages that are looked into, spread over the maildrop. */
    private static final int SAMPLE = 50;

    /** What answers to TOP may have together, should they hold more than headers. */
    private static final long MOST_OCTETS = 8L * 1024 * 1024;

    private static final int ROUND_TRIPS = 5;
    /** RFC 1939 §7. */
    private static final String UID = "[!-~]{1,70}";

    private final Pop3Session session;
    private final DiagnosisNotes notes;

    MaildropProbe(Pop3Session session, DiagnosisNotes notes) {
        this.session = session;
        this.notes = notes;
    }

    /** The time from a command to its answer: the median of some, in milliseconds. */
    void roundTrip() throws IOException {
        long[] nanos = new long[ROUND_TRIPS];
        try {
            for (int i = 0; i < ROUND_TRIPS; i++) {
                long began = System.nanoTime();
                session.noop();
                nanos[i] = System.nanoTime() - began;
            }
        } catch (Pop3CommandException refused) {
            notes.missed("the round trip", refused);
            return;
        }
        Arrays.sort(nanos);
        notes.fact("server", "roundTripMillis", nanos[ROUND_TRIPS / 2] / 10_000 / 100.0);
    }

    /** STAT and LIST, and whether they agree. */
    ScanListing sizes() throws IOException {
        DropListing drop = session.stat();
        ScanListing scan = session.list();
        malformed("LIST", scan.leftOut());
        long sum = IntStream.range(0, scan.size()).mapToLong(scan::sizeAt).sum();
        notes.fact("maildrop", "messages", scan.size());
        notes.fact("maildrop", "octets", sum);
        if (drop.count() != scan.size() || drop.octets() != sum) {
            notes.found(
                    FindingKind.LISTINGS_DISAGREE,
                    "STAT tells " + drop.count() + " messages of " + drop.octets() + " octets, LIST " + scan.size()
                            + " of " + sum + " (a size below 0 counted as 0)");
        }
        return scan;
    }

    /** UIDL: there, complete, unique, well-formed? */
    Optional<UniqueIdListing> ids(ScanListing scan) throws IOException {
        Optional<UniqueIdListing> ids = session.uidl();
        notes.fact("uidl", "works", ids.isPresent());
        if (ids.isEmpty()) {
            notes.found(FindingKind.NO_UIDL, refused("UIDL"));
            return ids;
        }
        malformed("UIDL", ids.get().leftOut());
        if (ids.get().size() != scan.size()) {
            notes.found(
                    FindingKind.LISTINGS_DISAGREE,
                    "LIST tells " + scan.size() + " messages, UIDL " + ids.get().size());
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ids.get().size(); i++) {
            String uid = ids.get().uidAt(i);
            String place = "message " + ids.get().numberAt(i) + " has " + notes.shown(uid);
            if (!seen.add(uid)) {
                notes.found(FindingKind.UID_TWICE, place + ", as another has");
            }
            if (!uid.matches(UID)) {
                notes.found(FindingKind.UID_MALFORMED, place);
            }
        }
        notes.fact("uidl", "unique", !notes.has(FindingKind.UID_TWICE));
        return ids;
    }

    /** A capability that is announced is a claim. */
    private String refused(String keyword) {
        return keyword + (session.announced().has(keyword) ? " is announced, and refused" : " is refused");
    }

    private void malformed(String listing, LeftOutLines leftOut) {
        if (!leftOut.isEmpty()) {
            notes.found(
                    FindingKind.LISTING_MALFORMED,
                    leftOut.count() + " entries of " + listing + " cannot be read; the first one: "
                            + notes.shown(leftOut.example()));
        }
    }

    /** The numbers of the messages to look into, the smallest first: should TOP send all of one, it is not much. */
    static List<Integer> sample(ScanListing scan) {
        int step = Math.max(1, (scan.size() + SAMPLE - 1) / SAMPLE);
        return IntStream.range(0, scan.size())
                .filter(place -> place % step == 0)
                .boxed()
                .sorted((a, b) -> Long.compare(scan.sizeAt(a), scan.sizeAt(b)))
                .map(scan::numberAt)
                .toList();
    }

    /**
     * {@code TOP n 0} of the sample: does it work, does it keep to the header, does the header fit into the listed size?
     *
     * @return what was read, by message number; empty where TOP does not work
     */
    Map<Integer, RetrievedHeader> headers(ScanListing scan) throws IOException {
        Map<Integer, RetrievedHeader> headers = new TreeMap<>();
        long octets = 0;
        for (int number : sample(scan)) {
            Optional<RetrievedHeader> top = top(session, number);
            if (top.isEmpty() || octets > MOST_OCTETS) {
                break;
            }
            octets += top.get().octets();
            headers.put(number, top.get());
            if (top.get().bodySeen()) {
                notes.found(FindingKind.TOP_SENDS_BODY, "TOP " + number + " 0 sent lines of the body");
            }
            long size = scan.sizeOf(number).orElseThrow();
            if (!notes.has(FindingKind.SIZES_UNTRUE)
                    && !top.get().bodySeen()
                    && top.get().octets() > size + 2) {
                notes.found(
                        FindingKind.SIZES_UNTRUE,
                        "message " + number + " is listed with " + size + " octets, and its header alone has "
                                + top.get().octets());
            }
        }
        if (scan.size() > 0) {
            notes.fact("top", "works", !headers.isEmpty());
            notes.fact("top", "honoursZero", !headers.isEmpty() && !notes.has(FindingKind.TOP_SENDS_BODY));
            if (headers.isEmpty()) {
                notes.found(FindingKind.NO_TOP, refused("TOP"));
            }
        }
        return headers;
    }

    /** {@code TOP n 0}, or empty where it is refused. */
    static Optional<RetrievedHeader> top(Pop3Session session, int number) throws IOException {
        MessageStream answer;
        try {
            answer = session.top(number, 0);
        } catch (Pop3CommandException refused) {
            return Optional.empty();
        }
        return Optional.of(RetrievedHeader.of(answer));
    }

    /** What works and is not announced, of a server that announces. */
    void unannounced(Capabilities capabilities, boolean uidl, boolean top) {
        if (capabilities.source() == Capabilities.Source.CAPA) {
            notes.fact("top", "announced", capabilities.has(Keyword.TOP.name()));
            notes.fact("uidl", "announced", capabilities.has(Keyword.UIDL.name()));
            List<String> hidden = Stream.of(uidl ? Keyword.UIDL.name() : "", top ? Keyword.TOP.name() : "")
                    .filter(name -> !name.isEmpty() && !capabilities.has(name))
                    .toList();
            if (!hidden.isEmpty()) {
                notes.found(FindingKind.UNANNOUNCED, String.join(" and ", hidden) + ": works, and CAPA lacks it");
            }
        }
    }
}
