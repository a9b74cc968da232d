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

import io.github.pop3x.operation.MessageNames;
import io.github.pop3x.operation.OperationSession;
import io.github.pop3x.operation.Outcome;
import io.github.pop3x.option.Fetch;
import io.github.pop3x.retrieval.RetrOrTop;
import io.github.pop3x.spool.Spool;
import org.apache.camel.Message;

/**
 * The request of an exchange to its endpoint's mailbox, checked as far as that is possible without a session.
 *
 * @param operation what to do
 * @param names the messages to do it with; an empty list of them is nothing to do
 * @param lines of the body, for {@code top}
 */
record Pop3xRequest(Pop3xOperation operation, MessageNames names, int lines) {

    /**
     * Does what is asked for.
     *
     * @param spool where retrieved messages go
     * @param maxMessageSize octets that a message may have that is retrieved whole
     * @throws IOException if the session broke, or the server refused the session
     */
    Outcome perform(OperationSession session, Spool spool, long maxMessageSize) throws IOException {
        return switch (operation) {
            case STAT -> session.stat();
            case CAPA -> session.capabilities();
            case NOOP -> session.roundTrip();
            case VERIFY -> session.nothing();
            case LIST -> session.list(names);
            case UIDL -> session.listUniqueIds(names);
            case TOP -> session.retrieve(names, spool, RetrOrTop.top(lines));
            case RETRIEVE -> session.retrieve(names, spool, new RetrOrTop(Fetch.MESSAGE, 0, maxMessageSize));
            case DELETE, DELETE_ALL -> session.remove(names);
            case DIAGNOSE, DRAIN -> throw new IllegalStateException(operation.word() + " has sessions of its own");
        };
    }

    /**
     * Reads what is asked for. A header goes before the option; but nothing that comes with an exchange can confirm
     * {@code deleteAll}.
     *
     * @throws IllegalArgumentException if it makes no sense, or is not to be done; the message says what to do
     */
    static Pop3xRequest of(Message message, Pop3xConfiguration options) {
        Pop3xOperation operation = operation(message, options);
        if (operation == Pop3xOperation.DELETE_ALL && !options.isConfirm()) {
            throw new IllegalArgumentException("deleteAll removes every message of the mailbox: it needs confirm=true"
                    + " in the endpoint's URI, and no header can give that");
        }
        MessageNames names = operation.takesMessages()
                ? Pop3xMessageNames.of(message, operation.takesNumberOfBody())
                : MessageNames.NONE;
        if (operation.needsMessages() && names.all().isEmpty() && !names.isEmptyList()) {
            throw new IllegalArgumentException(operation.word() + " needs the messages to be named, by the header "
                    + Pop3xConstants.UID + " or " + Pop3xConstants.MESSAGE_NUMBER
                    + ", or by the body: a unique id, "
                    + (operation.takesNumberOfBody() ? "a number, or a list of them" : "or a list of ids and numbers"));
        }
        return new Pop3xRequest(operation, names, operation == Pop3xOperation.TOP ? lines(message, options) : 0);
    }

    private static Pop3xOperation operation(Message message, Pop3xConfiguration options) {
        Object header = message.getHeader(Pop3xConstants.OPERATION);
        if (header instanceof Pop3xOperation operation) {
            return operation;
        }
        if (header != null) {
            return Pop3xOperation.of(header.toString());
        }
        if (options.getOperation() == null) {
            throw new IllegalArgumentException("no operation is given: set the option operation, or the header "
                    + Pop3xConstants.OPERATION + ", to one of " + Pop3xOperation.all());
        }
        return options.getOperation();
    }

    private static int lines(Message message, Pop3xConfiguration options) {
        int lines = message.getHeader(Pop3xConstants.LINES, options.getTopLines(), Integer.class);
        if (lines < 0) {
            throw new IllegalArgumentException(Pop3xConstants.LINES + " must not be negative: " + lines);
        }
        return lines;
    }
}
