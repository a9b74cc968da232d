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
package io.github.pop3x.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3ProtocolException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.spool.SpooledMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check that retrieved messages are complete. A server that does not stuff a lone dot ends a message early, and then
 * what follows is no answer: so a message is complete when the answer after it begins well. STAT asks for that answer
 * where no other command follows.
 *
 * <p>For the thread that owns the session, and one use.
 */
final class CompletenessCheck {

    private static final Logger LOG = LoggerFactory.getLogger(CompletenessCheck.class);

    /** Octets that servers list for a message without any. */
    static final long EMPTY = 4;

    private final PendingReply<StatusLine> answer;

    private CompletenessCheck(PendingReply<StatusLine> answer) {
        this.answer = answer;
    }

    /** Asks for STAT, after all that was asked for before. */
    static CompletenessCheck request(Pop3Session session) {
        return new CompletenessCheck(session.pipeline().add(Commands.anyStat()));
    }

    /**
     * Reads the answer: the messages before it are complete.
     *
     * @param listed how many messages the session has listed
     * @return whether the answer is one to STAT, and not what a message is answered with. It matters only where it is in
     *     doubt which answer belongs to which command
     * @throws Pop3ProtocolException if it is no answer: see {@link #showsCutMessage}
     * @throws IOException if the session broke otherwise
     */
    boolean isInStep(int listed) throws IOException {
        try {
            return isOfStat(answer.get(), listed);
        } catch (Pop3CommandException refused) {
            LOG.debug("STAT is refused; that is an answer, too, and the message before it is complete", refused);
            return false;
        }
    }

    private static boolean isOfStat(StatusLine answer, int listed) {
        try {
            DropListing maildrop = DropListing.parse(answer.text());
            return maildrop.octets() >= 0 && maildrop.count() >= listed;
        } catch (ProtocolException otherwise) {
            return false;
        }
    }

    /**
     * Tells whether a session broke because something else stood where an answer should begin: then the message before it
     * did not end where it seemed to.
     */
    static boolean showsCutMessage(Pop3ProtocolException broken) {
        return broken.getCause() instanceof ProtocolException;
    }

    /** Tells whether nothing came of a message that is listed with octets: the server's answer may be to something else. */
    static boolean isEmptyThoughListed(Pop3Message message, SpooledMessage octets) {
        return octets.length() == 0 && message.size() > EMPTY;
    }

    /**
     * Tells whether a message begins with a status line. Then a stray line may have been taken for the answer, and the
     * answer for the first line of the message.
     */
    static boolean beginsLikeAnAnswer(SpooledMessage message) throws IOException {
        try (InputStream octets = message.open()) {
            String start = new String(octets.readNBytes(4), StandardCharsets.ISO_8859_1);
            return start.startsWith("+OK") || start.equals("-ERR");
        }
    }
}
