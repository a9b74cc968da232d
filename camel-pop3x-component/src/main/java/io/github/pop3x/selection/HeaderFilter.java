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
package io.github.pop3x.selection;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.ServerClaims;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.TopHeaders;
import io.github.pop3x.mime.HeaderFields;

/**
 * The option {@code headerFilter}: a question about the fields of a mail, asked before the mail is retrieved. The fields
 * are got by {@code TOP n 0}, many in one flight, and the answer is remembered while the message is listed. A server that
 * refuses TOP is asked for the whole message, and the question is put before its route starts.
 *
 * <p>For one thread at a time.
 */
final class HeaderFilter {

    /** No more answers are remembered; the other messages' headers are looked at in every poll. */
    private static final int MOST_ANSWERS = 200_000;

    private final Question question;
    private final TopHeaders.Blame blame;
    private final Map<MessageIdentity, Boolean> answers = new HashMap<>();

    /** Whose header the server does not give without the rest: the question is asked when the message is retrieved. */
    private final Set<MessageIdentity> unread = new HashSet<>();

    /** What is asked of each message. */
    @FunctionalInterface
    interface Question {
        /** The answer, or empty if there is none now: the message waits, and is asked about again. */
        Optional<Boolean> ask(ListedMessage entry, HeaderFields fields);
    }

    /** @param blame gets a message whose header broke the session */
    HeaderFilter(Question question, TopHeaders.Blame blame) {
        this.question = question;
        this.blame = blame;
    }

    /**
     * Those that match, and those whose header the server does not give alone.
     *
     * @param candidates from the listing, in any order, which is kept
     * @param mayGoOn whether there is time to look at another header; what is left waits for the next poll
     * @throws IOException if the session breaks
     */
    List<ListedMessage> among(
            Pop3Session session, Listing listing, List<ListedMessage> candidates, BooleanSupplier mayGoOn)
            throws IOException {
        Set<MessageIdentity> twins = twins(listing);
        answers.keySet().retainAll(listing.identities());
        unread.clear();
        answers.keySet().removeIf(identity -> twins.contains(identity(identity)));
        List<ListedMessage> unasked = candidates.stream()
                .filter(entry -> !answers.containsKey(entry.identity()))
                .toList();
        Map<MessageIdentity, Boolean> asked = ask(session, unasked, twins, mayGoOn);
        return candidates.stream()
                .filter(entry -> unread.contains(entry.identity())
                        || answers.getOrDefault(entry.identity(), asked.getOrDefault(entry.identity(), false)))
                .toList();
    }

    /** Which of several alike is which may be another matter in the next listing: nothing is remembered of them. */
    private static Set<MessageIdentity> twins(Listing listing) {
        Set<MessageIdentity> twins = new HashSet<>();
        for (MessageIdentity listed : listing.identities()) {
            if (listed.occurrence() > 0) {
                twins.add(identity(listed));
            }
        }
        return twins;
    }

    private static MessageIdentity identity(MessageIdentity anyTwin) {
        return new MessageIdentity(anyTwin.uid(), anyTwin.size(), 0);
    }

    /** Remembers each answer as it comes, and returns those that are not to be remembered. */
    private Map<MessageIdentity, Boolean> ask(
            Pop3Session session, List<ListedMessage> entries, Set<MessageIdentity> twins, BooleanSupplier mayGoOn)
            throws IOException {
        Map<MessageIdentity, Boolean> asked = new HashMap<>();
        if (entries.isEmpty()) {
            return asked;
        }
        Set<MessageIdentity> looked = new HashSet<>();
        Set<MessageIdentity> read = new HashSet<>();
        TopHeaders.Taker taker = (entry, fields) -> {
            looked.add(entry.identity());
            fields.ifPresent(header -> read.add(entry.identity()));
            if (fields.isPresent() && fields.get().all().isEmpty()) {
                // A mail without a field, or a server that answers TOP by nothing.
                unread.add(entry.identity());
                return;
            }
            fields.flatMap(header -> question.ask(entry, header)).ifPresent(answer -> {
                boolean isKept = answers.size() < MOST_ANSWERS && !twins.contains(identity(entry.identity()));
                (isKept ? answers : asked).put(entry.identity(), answer);
            });
        };
        boolean hasTop = session.claims().isBelieved(ServerClaims.Claim.TOP) && session.supports(Keyword.TOP);
        if (hasTop) {
            TopHeaders.forEach(session, entries, mayGoOn, taker, blame);
        }
        // One that is refused beside others is asked for again; where all are, the server has no TOP.
        if (!hasTop || !looked.isEmpty() && read.isEmpty()) {
            entries.forEach(entry -> unread.add(entry.identity()));
            session.claims().failed(ServerClaims.Claim.TOP);
        }
        return asked;
    }

    /** Asks, of a message that is retrieved, what could not be asked before; false also where there is no answer now. */
    boolean admits(ListedMessage entry, HeaderFields fields) {
        if (!isUnread(entry)) {
            return true;
        }
        Optional<Boolean> answer = question.ask(entry, fields);
        if (answer.isPresent() && answers.size() < MOST_ANSWERS) {
            answers.put(entry.identity(), answer.get());
        }
        return answer.orElse(false);
    }

    /** Tells whether {@link #admits} asks anything of a message. */
    boolean isUnread(ListedMessage entry) {
        return unread.contains(entry.identity());
    }
}
