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

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.MessageIdentity;
import org.apache.camel.spi.ExceptionHandler;

/**
 * The end of a poll's session: DELE for what is delivered and meant to go, then QUIT, in one flight where the server
 * takes that, and each answer believed. A mark is recorded before it leaves: whatever breaks from then on, it is not known
 * whether the message is still there, and the next listing tells.
 */
final class Pop3xCommit {

    private final Pop3Session session;
    private final DeliveryLedger ledger;
    private final Pop3xLogbook logbook;
    private final ExceptionHandler exceptionHandler;

    private record Mark(ListedMessage entry, PendingReply<StatusLine> answer) {}

    Pop3xCommit(Pop3Session session, DeliveryLedger ledger, Pop3xLogbook logbook, ExceptionHandler exceptionHandler) {
        this.session = session;
        this.ledger = ledger;
        this.logbook = logbook;
        this.exceptionHandler = exceptionHandler;
    }

    /**
     * Deletes and quits.
     *
     * @return false if the server refused to mark one of them
     * @throws IOException if the session breaks, or the server refuses QUIT: what it did not remove is deleted, and not
     *     routed, at the next poll
     */
    boolean delete(List<ListedMessage> entries) throws IOException {
        Set<MessageIdentity> inDoubt = new LinkedHashSet<>();
        entries.forEach(entry -> inDoubt.add(entry.identity()));
        try {
            return markAndQuit(entries, inDoubt);
        } finally {
            inDoubt.forEach(logbook::unconfirmed);
        }
    }

    private boolean markAndQuit(List<ListedMessage> entries, Set<MessageIdentity> inDoubt) throws IOException {
        record(() ->
                ledger.deleteSent(entries.stream().map(ListedMessage::identity).toList()));
        List<Mark> marks = new ArrayList<>();
        for (ListedMessage entry : entries) {
            marks.add(new Mark(
                    entry, session.pipeline().add(Commands.dele(entry.message().number()))));
        }
        StatusLine answer = session.quit();
        List<MessageIdentity> agreed = new ArrayList<>();
        for (Mark mark : marks) {
            if (isAgreed(mark)) {
                agreed.add(mark.entry().identity());
            }
        }
        if (answer.isOk()) {
            record(() -> ledger.confirmed(agreed));
            agreed.forEach(logbook::deleted);
            agreed.forEach(inDoubt::remove);
            return agreed.size() == entries.size();
        }
        for (MessageIdentity identity : agreed) {
            record(() -> ledger.deleteRefused(identity));
        }
        throw new IOException(session.server() + ": the server refused QUIT, and may not have removed " + agreed.size()
                + " delivered messages: " + answer.quoted() + ". They are deleted, not routed, at the next poll");
    }

    private boolean isAgreed(Mark mark) throws IOException {
        try {
            mark.answer().get();
            return true;
        } catch (Pop3CommandException refused) {
            record(() -> ledger.deleteRefused(mark.entry().identity()));
            exceptionHandler.handleException(
                    "Message " + mark.entry().message().uid() + " is delivered but not deleted; deleting is tried again"
                            + " at the next poll",
                    refused);
            return false;
        }
    }

    /** That something cannot be written down keeps nothing back: it is remembered, and what is delivered may go. */
    private void record(Change change) {
        try {
            change.record();
        } catch (IOException e) {
            exceptionHandler.handleException(
                    "Cannot write down what was deleted; it is remembered until this process ends", e);
        }
    }

    @FunctionalInterface
    private interface Change {
        void record() throws IOException;
    }
}
