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
package io.github.pop3x.mailbox;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3CancelledException;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.Pop3TimeoutException;
import io.github.pop3x.client.ServerClaims.Claim;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.mime.HeaderFields;

/** The headers of listed messages, without their bodies: {@code TOP n 0} (RFC 1939 §7), many in one flight. */
public final class TopHeaders {

    /** So many are asked for at a time. */
    private static final int AT_ONCE = 1000;

    /** So many at first: how fast the server is is not known then. */
    private static final int FIRST = 64;

    /** A longer time for those that are asked for at a time makes it fewer. */
    private static final Duration QUICK = Duration.ofMillis(500);

    private TopHeaders() {}

    /**
     * Asks for the headers of messages, until there is no more time.
     *
     * @param mayGoOn whether there is time for more
     * @param taker gets the fingerprint of each as it comes, in this order; empty where the server refuses
     * @param blame gets the message in whose answer the session broke
     * @throws IOException if the session breaks
     */
    static void fingerprints(
            Pop3Session session,
            List<Pop3Message> messages,
            BooleanSupplier mayGoOn,
            BiConsumer<Pop3Message, Optional<Fingerprint>> taker,
            Consumer<Pop3Message> blame)
            throws IOException {
        List<ListedMessage> entries = messages.stream()
                .map(message -> new ListedMessage(message, new MessageIdentity("", message.size(), 0), null))
                .toList();
        forEach(
                session,
                entries,
                mayGoOn,
                (entry, fields) ->
                        taker.accept(entry.message(), fields.map(header -> Fingerprint.of(header::firstForDigest))),
                entry -> blame.accept(entry.message()));
    }

    /** Takes a header as it comes. */
    @FunctionalInterface
    public interface Taker {
        /**
         * @param entry a listed message
         * @param fields its header; empty where the server refuses
         * @throws IOException if what follows from it could not be written
         */
        void take(ListedMessage entry, Optional<HeaderFields> fields) throws IOException;
    }

    /** Takes note of a message whose header broke the session. */
    @FunctionalInterface
    public interface Blame {
        void broke(ListedMessage entry) throws IOException;
    }

    /**
     * Asks for the headers of listed messages, until there is no more time: what was taken by then need not be asked for
     * again. Where the server has no TOP in practice, nothing is asked for, and each counts as refused.
     *
     * @param mayGoOn whether there is time for more
     * @param taker gets each as it comes, in the order of the messages
     * @param blame gets the message in whose answer the session broke
     * @throws IOException if the session breaks, or the taker fails
     */
    public static void forEach(
            Pop3Session session, List<ListedMessage> entries, BooleanSupplier mayGoOn, Taker taker, Blame blame)
            throws IOException {
        if (!session.claims().isBelieved(Claim.TOP)) {
            for (ListedMessage entry : entries) {
                taker.take(entry, Optional.empty());
            }
            return;
        }
        int from = 0;
        int atOnce = FIRST;
        while (from < entries.size() && mayGoOn.getAsBoolean()) {
            long begun = System.nanoTime();
            int size = session.pipeline().isLockStep() ? 1 : Math.min(atOnce, entries.size() - from);
            List<ListedMessage> some = entries.subList(from, from + size);
            take(session, some, taker, blame);
            from += size;
            boolean fast = System.nanoTime() - begun < QUICK.toNanos();
            atOnce = fast ? Math.min(2 * atOnce, AT_ONCE) : Math.max(atOnce / 2, 1);
        }
    }

    private static void take(Pop3Session session, List<ListedMessage> entries, Taker taker, Blame blame)
            throws IOException {
        List<PendingReply<MessageStream>> replies = new ArrayList<>();
        entries.forEach(
                entry -> replies.add(session.pipeline().top(entry.message().number(), 0)));
        boolean isKept = false;
        for (int i = 0; i < entries.size(); i++) {
            Optional<HeaderFields> fields;
            try {
                fields = fields(replies.get(i));
            } catch (IOException broken) {
                // A session that has lasted for too long, or was given up, would have ended at any message.
                boolean isTooOld = Pop3TimeoutException.isOfSession(broken);
                if (!isTooOld && !(broken instanceof Pop3CancelledException)) {
                    blame.broke(entries.get(i));
                }
                throw broken;
            }
            isKept |= fields.filter(header -> !header.all().isEmpty()).isPresent();
            taker.take(entries.get(i), fields);
        }
        if (isKept) {
            session.claims().kept(Claim.TOP);
        }
    }

    private static Optional<HeaderFields> fields(PendingReply<MessageStream> top) throws IOException {
        try (MessageStream header = top.get()) {
            HeaderFields fields = HeaderFields.read(header);
            // Some servers send the whole message, however many lines were asked for.
            header.transferTo(OutputStream.nullOutputStream());
            return Optional.of(fields);
        } catch (Pop3CommandException noTop) {
            return Optional.empty();
        }
    }
}
