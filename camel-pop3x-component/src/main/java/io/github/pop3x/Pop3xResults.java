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
package io.github.pop3x;

import java.time.Duration;
import java.util.List;

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.operation.Outcome;

/** Makes results of the outcomes of operations. Any thread may call it. */
final class Pop3xResults {

    private final Mailbox mailbox;
    private final TlsMode protection;

    Pop3xResults(Mailbox mailbox, TlsMode protection) {
        this.mailbox = mailbox;
        this.protection = protection;
    }

    /** The outcome of a session, with what the server said of itself. */
    record Answer(String server, String greeting, Outcome outcome, int leftOut) {}

    /** The result for an empty list, which needs no session. */
    static Object ofEmptyList(Pop3xOperation operation) {
        return operation == Pop3xOperation.DELETE ? new Removed(List.of()) : List.of();
    }

    /**
     * The body of the exchange for all outcomes but retrieved messages.
     *
     * @throws Exception what {@link Pop3xProducer#process} throws for other outcomes than a result
     */
    Object of(Pop3xRequest request, Answer answer) throws Exception {
        Outcome outcome = answer.outcome();
        String name = mailbox.name();
        if (outcome instanceof Outcome.Done done) {
            return result(request, answer, done.result());
        } else if (outcome instanceof Outcome.NoSuchMessage none) {
            throw Pop3xNoSuchMessageException.of(name, none.missing());
        } else if (outcome instanceof Outcome.Ambiguous ambiguous) {
            throw Pop3xNoSuchMessageException.ambiguous(name, ambiguous.name(), ambiguous.count());
        } else if (outcome instanceof Outcome.TooLarge large) {
            throw Pop3xOversizeException.named(large.message(), large.limit());
        } else if (outcome instanceof Outcome.NoUniqueIds) {
            throw new UnsupportedOperationException(
                    "the server of " + name + " has no UIDL: it gives messages no unique ids. Use list");
        } else if (outcome instanceof Outcome.Refused refused) {
            throw refused.refusal();
        } else if (outcome instanceof Outcome.NoRoom noRoom) {
            throw noRoom.full();
        }
        throw new IllegalStateException("no result for " + outcome);
    }

    @SuppressWarnings("unchecked")
    private Object result(Pop3xRequest request, Answer answer, Object done) {
        return switch (request.operation()) {
            case LIST -> oneOrAll(request, (List<Pop3Message>) done);
            case UIDL ->
                oneOrAll(
                        request,
                        ((List<Pop3Message>) done)
                                .stream()
                                        .map(message -> new UniqueId(message.number(), message.uid()))
                                        .toList());
            case DELETE, DELETE_ALL -> new Removed((List<Pop3Message>) done);
            case NOOP, VERIFY ->
                new Reached(mailbox.name(), answer.server(), protection, answer.greeting(), (Duration) done);
            default -> done;
        };
    }

    /** One named message yields one record; a list of names, or none and so all messages, yields a list. */
    private static Object oneOrAll(Pop3xRequest request, List<?> records) {
        boolean one = !request.names().several() && !request.names().all().isEmpty();
        return one ? records.get(0) : records;
    }
}
