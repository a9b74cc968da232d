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
package io.github.pop3x.testing;

import java.io.IOException;

/**
 * The server's side of one session, command by command. {@link DefaultAnswerer} is the correct one; a test may wrap it to
 * do one thing otherwise. One instance serves one session, on the session's thread.
 */
public interface Answerer {

    /**
     * Says the greeting (RFC 1939 §4).
     *
     * @param wire where to say it
     * @throws IOException when the session is over
     */
    void greet(ServerWire wire) throws IOException;

    /**
     * Answers one command. What the command does is done before the first octet of the reply is said, so that a reply
     * that is lost stands for a command that was obeyed.
     *
     * @param command the command line without its CRLF
     * @param wire    where to say the reply
     * @return false if this was the last command of the session: the server closes the connection
     * @throws IOException when the session is over
     */
    boolean answer(String command, ServerWire wire) throws IOException;

    /** Takes the client for logged in: a script has answered its login. */
    default void loggedIn() {}

    /** The session has ended. Called once at least; without a QUIT before, nothing is removed (RFC 1939 §6). */
    default void abandon() {}
}
