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
package io.github.pop3x.session;

import java.io.IOException;
import java.util.function.Consumer;

import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.option.QuitPolicy;

/**
 * How a session that has retrieved messages ends: the options {@code quitPolicy} and {@code rsetBeforeQuit}.
 *
 * @param policy whether a session ends by QUIT though it retrieved messages that are not delivered
 * @param resetsBeforeQuit whether RSET is sent first, for servers that take a retrieved message for read
 */
public record QuitRule(QuitPolicy policy, boolean resetsBeforeQuit) {

    /**
     * Prepares the end of a session: it sends RSET, or closes the connection where a QUIT would hide messages. To be called
     * before any mark is set, since RSET takes marks back, too.
     *
     * @param retrieved whether the session retrieved messages
     * @param undelivered whether any of these is not delivered
     * @param resetRefused gets the refusal of RSET; the session goes on
     * @return false if the session is closed
     * @throws IOException if the session breaks
     */
    public boolean mayQuit(
            Pop3Session session, boolean retrieved, boolean undelivered, Consumer<Pop3CommandException> resetRefused)
            throws IOException {
        if (undelivered && policy.isHiding(session.greeting())) {
            session.close();
            return false;
        }
        if (retrieved && resetsBeforeQuit) {
            try {
                session.reset();
            } catch (Pop3CommandException refused) {
                resetRefused.accept(refused);
            }
        }
        return true;
    }
}
