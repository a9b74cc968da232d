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
package io.github.pop3x.operation;

import java.io.IOException;
import java.util.List;

import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.session.DeleAndQuit;

/**
 * Deletes that an exchange asked for: QUIT only if the server agreed to all of them. For the thread that owns the session,
 * which has ended afterwards.
 */
final class Removal {

    private Removal() {}

    /**
     * Deletes and quits.
     *
     * @param messages one or more
     * @param oneAtATime whether each DELE waits for the answer before it
     * @throws Pop3CommandException if the server refused to mark one of them: none is removed
     * @throws RemovalInDoubt if the server refused QUIT, or its answer did not arrive
     * @throws IOException if the session broke before QUIT: none is removed
     */
    static void remove(Pop3Session session, String mailbox, List<Pop3Message> messages, boolean oneAtATime)
            throws IOException {
        DeleAndQuit.markAll(session, messages, oneAtATime);
        StatusLine answer;
        try {
            answer = session.quitForStatus();
        } catch (IOException e) {
            throw new RemovalInDoubt(mailbox, messages.size(), String.valueOf(e.getMessage()), e);
        }
        if (!answer.isOk()) {
            throw new RemovalInDoubt(mailbox, messages.size(), "it refused QUIT: " + answer.quoted(), null);
        }
    }
}
