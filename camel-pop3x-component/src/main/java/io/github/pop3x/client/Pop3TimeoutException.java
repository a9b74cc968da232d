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

import java.io.IOException;

import io.github.pop3x.client.command.Keyword;

/**
 * The server did not answer in time. As after a {@link Pop3ProtocolException} the session is dead; nothing more is sent,
 * so nothing that was marked is removed (RFC 1939 §6).
 */
public final class Pop3TimeoutException extends Pop3Exception {

    private static final long serialVersionUID = 1L;

    private final String option;

    /**
     * @param place host and port; not null
     * @param keyword the command during which it happened, or null outside of any
     * @param option the option that bounds the wait, e.g. {@code readTimeout}; not null
     * @param cause what took too long; not null
     */
    Pop3TimeoutException(String place, Keyword keyword, String option, IOException cause) {
        super(
                place + (keyword == null ? "" : ", in " + keyword) + ": no answer in time: " + cause.getMessage()
                        + ". If the server is merely slow, raise " + option + ". "
                        + Pop3ProtocolException.outcome(keyword),
                cause);
        this.option = option;
    }

    /**
     * The option that bounds the wait: {@code readTimeout}, {@code quitTimeout}, {@code sessionTimeout} or {@code
     * connectionTimeout}.
     */
    public String option() {
        return option;
    }

    /** Tells whether a failure is that a session has lasted for too long: it would have ended at any command. */
    public static boolean isOfSession(IOException failure) {
        return failure instanceof Pop3TimeoutException timeout && timeout.option.equals("sessionTimeout");
    }
}
