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
import java.io.OutputStream;

import io.github.pop3x.client.ClaimsOfServer;
import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.ServerClaims.Claim;
import io.github.pop3x.mime.HeaderFields;

/**
 * The question whether a server gives headers alone. It is put with one message, before many are asked for in one flight,
 * until the server has answered it: where TOP is refused, no message is to blame.
 */
final class TopProbe {

    private TopProbe() {}

    /**
     * Asks for the header of a message, unless it is known whether the server gives headers alone.
     *
     * @throws IOException if the session breaks, or the server refuses since it is in trouble
     */
    static void run(Pop3Session session, Pop3Message message) throws IOException {
        if (isAnswered(session)) {
            return;
        }
        try (MessageStream header = session.top(message.number(), 0)) {
            HeaderFields fields = HeaderFields.read(header);
            header.transferTo(OutputStream.nullOutputStream());
            answered(session, message, fields, header.octets());
        } catch (Pop3CommandException refused) {
            refused(session, refused);
        }
    }

    /** Tells whether it is known if the server gives headers alone. */
    static boolean isAnswered(Pop3Session session) {
        ClaimsOfServer claims = session.claims();
        return claims.isKept(Claim.TOP) || !claims.isBelieved(Claim.TOP);
    }

    /**
     * Notes a refusal of TOP.
     *
     * @throws Pop3CommandException if it says that the server is in trouble
     */
    static void refused(Pop3Session session, Pop3CommandException refused) throws Pop3CommandException {
        if (refused.meaning().isLater()) {
            throw refused;
        }
        session.claims().failed(Claim.TOP);
    }

    /**
     * Notes an answer to TOP.
     *
     * @param fields what was read of it
     * @param octets how many it had
     * @return whether the answer is to be used
     */
    static boolean answered(Pop3Session session, Pop3Message message, HeaderFields fields, long octets) {
        if (octets == 0 && message.size() <= CompletenessCheck.EMPTY) {
            return true;
        }
        boolean isHeader = octets > 0 && (!fields.all().isEmpty() || !fields.hasStrayLines());
        if (isHeader) {
            session.claims().kept(Claim.TOP);
        } else {
            session.claims().failed(Claim.TOP);
        }
        return isHeader;
    }
}
