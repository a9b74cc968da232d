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
package io.github.pop3x.client;

import java.util.Locale;
import java.util.regex.Pattern;

import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.RefusalMeaning;
import io.github.pop3x.client.command.ResponseCode;
import io.github.pop3x.client.command.StatusLine;

/** What the refusal of a login is about: the server, the mechanism, or the credentials. */
final class LoginRefusal {

    /** About the command or the mechanism; not about a user that is unknown. */
    private static final Pattern UNSUPPORTED =
            Pattern.compile("(unknown|unsupported|unrecogni[sz]ed|unimplemented|invalid|no such) (sasl |auth[a-z]* )?"
                    + "(command|mechanism|method|scheme|type)"
                    + "|(command|mechanism|method|scheme|type)\\b.{0,40}\\b"
                    + "(unknown|unsupported|not (supported|implemented|available|enabled|recogni[sz]ed|known))"
                    + "|not (supported|implemented)|unsupported auth");

    private LoginRefusal() {}

    /**
     * A lock is no matter of the credentials, whether it is told by a code or in words; and where the server says
     * {@code [AUTH]} of credentials, a refusal without it is not of them (RFC 3206 §4 and §6).
     */
    static boolean isOfTheServer(StatusLine answer, Capabilities announced) {
        return isOfTheMaildrop(answer) || announced.hasAuthResponseCode() && !hasAuthCode(answer);
    }

    /** A refusal before anything of the credentials was sent is one of the mechanism, unless the server is in trouble. */
    static boolean isUnheard(StatusLine answer) {
        return answer.status() == StatusLine.Status.ERR && answer.responseCode().isEmpty() && !isOfTheMaildrop(answer);
    }

    /** Tells whether the words say that the server does not know the mechanism, whatever was sent with it. */
    static boolean isUnsupported(StatusLine answer) {
        return isUnheard(answer)
                && UNSUPPORTED.matcher(answer.text().toLowerCase(Locale.ROOT)).find();
    }

    /**
     * Tells whether a mechanism may be refused though the password is right: servers offer APOP, CRAM-MD5 and SCRAM to each
     * client, and some have for no account, or not for this one, a password that they can read.
     */
    static boolean mayBeOfMechanism(StatusLine answer) {
        return answer.status() == StatusLine.Status.ERR && !hasAuthCode(answer) && !isOfTheMaildrop(answer);
    }

    /** Tells whether a refusal is of the maildrop or the server, by its code or its words: it passes, or an operator is needed. */
    static boolean isOfTheMaildrop(StatusLine answer) {
        RefusalMeaning meaning = RefusalMeaning.of(answer);
        return meaning.isLater() || meaning == RefusalMeaning.PERMANENT;
    }

    private static boolean hasAuthCode(StatusLine answer) {
        return answer.responseCode()
                .filter(code -> code.isWithin(ResponseCode.AUTH))
                .isPresent();
    }
}
