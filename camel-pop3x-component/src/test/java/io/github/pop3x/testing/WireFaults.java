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

/** What is wrong with one connection below the level of commands. Set by a {@link Misfortune}, obeyed by the wire. */
final class WireFaults {

    /** After so many server octets the session ends as {@link #whenSaid} says. */
    long maySay = Long.MAX_VALUE;

    SessionOver.Ending whenSaid = SessionOver.Ending.CUT;

    /** After so many client octets the cable is cut; a command that the last of them completes is still obeyed. */
    long mayHear = Long.MAX_VALUE;

    /** Whether lines of a body that begin with a dot get another one (RFC 1939 §3). */
    boolean stuffing = true;

    /** Whether every end that is the server's doing is RST instead of FIN. */
    boolean resets;

    /** Whether the connection is closed as soon as it is accepted. */
    boolean closesAtOnce;

    /** Whether a fatal alert takes the place of each TLS handshake. */
    boolean alerts;

    void endAfterSaying(long octets, SessionOver.Ending ending) {
        maySay = octets;
        whenSaid = ending;
    }
}
