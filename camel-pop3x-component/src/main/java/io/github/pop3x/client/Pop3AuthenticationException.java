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

import java.util.Optional;

import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.StatusLine;

/**
 * The server refused the credentials. A locked maildrop, a login too soon and a fault of the server ({@code [IN-USE]},
 * {@code [LOGIN-DELAY]}, {@code [SYS/…]}) are a {@link Pop3CommandException}, although they answer a login, too.
 */
public final class Pop3AuthenticationException extends Pop3CommandException {

    private static final long serialVersionUID = 1L;

    /**
     * @param place host and port
     * @param username the login name
     * @param mechanism the mechanism, e.g. {@code AUTH PLAIN}
     * @param keyword the refused command
     * @param answer the server's refusal
     * @param detail what the server said inside a SASL exchange, if it did
     */
    public Pop3AuthenticationException(
            String place,
            String username,
            String mechanism,
            Keyword keyword,
            StatusLine answer,
            Optional<String> detail) {
        super(
                place + " refused the login of " + username + " by " + mechanism + ": " + answer.quoted()
                        + detail.map(text -> " (" + text + ")").orElse("")
                        + ". Check " + whatIsShown(mechanism) + ", and that the account allows POP3",
                keyword,
                answer);
    }

    private static String whatIsShown(String mechanism) {
        if (mechanism.contains("OAUTH")) {
            return "username, and the scope and lifetime of the access token";
        }
        return mechanism.contains("EXTERNAL")
                ? "username, and the client's certificate in sslContextParameters"
                : "username and password";
    }
}
