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
/**
 * The proving ground: a POP3 server that says exactly what a test wants it to say, and suffers what a test wants it to
 * suffer. It depends on the JDK and JUnit alone.
 *
 * <p>A {@link io.github.pop3x.testing.ScriptedServer} plays a {@link io.github.pop3x.testing.Transcript}; where that says
 * nothing, a {@link io.github.pop3x.testing.DefaultAnswerer} answers from a {@link io.github.pop3x.testing.Maildrop} as a
 * {@link io.github.pop3x.testing.ServerProfile} allows; a {@link io.github.pop3x.testing.Mode} cuts it into writes; a
 * {@link io.github.pop3x.testing.Misfortune} befalls it.
 *
 * <h2>How to write a transcript</h2>
 *
 * <pre>{@code
 * # A comment. Blank lines and indentation do not count.
 * --- a session's name                    begins the next session; the first one may do without
 * S: +OK ready                            the server says a line; CRLF is added
 * C: LIST                                 the client says exactly this line
 * C: /(?i)retr [12]/                      the client says a line that matches as a whole
 * S: ..on the wire                        a line of a body as it goes over the wire, already stuffed
 * S| .as it is                            a line of a message, stuffed here; the body's end is S: .
 * S: half a li\                           a lone backslash at the end: no CRLF
 * S: \r \n \0 \\ \xC3                     octets; other characters outside US-ASCII are UTF-8
 * S! default                              the default answerer speaks until the next C: line comes true
 * S! starttls                             both sides do the TLS handshake
 * S! alert                                a fatal TLS alert instead of it
 * S! close                                the server closes the connection;
 * S! reset                                  resets it;
 * S! stall                                  says nothing more until the client goes
 * C! close                                the client closes it, without another octet
 * }</pre>
 *
 * <ul>
 *   <li>Behind the last line the server closes, and the client may say nothing more. A client may not leave while a
 *       {@code C:} is due, unless {@code C! close} comes first.
 *   <li>A client may pipeline or wait, whichever way the transcript is written. In a block of several {@code C:} lines, a
 *       line that begins with {@code +OK} or {@code -ERR} begins the reply to the next of them.
 *   <li>{@code S! default} begins with the greeting if nothing was said before, goes on with the commands that nobody has
 *       answered yet, and lasts to the end of the session if no {@code C:} follows. If the script has answered
 *       {@code PASS}, {@code APOP} or {@code AUTH} with {@code +OK}, the client is taken for logged in as the first user.
 *   <li>{@code C: *} is the cancelled AUTH of RFC 5034 §4, not a wildcard; {@code C: /.*}{@code /} is one.
 *   <li>In a Java text block a backslash is written {@code \\}, and a blank at the end of a line {@code \s}.
 * </ul>
 *
 * <p>{@link io.github.pop3x.testing.ScriptedServer#dialogue()} tells what was really said in this notation, so that any
 * session can be kept as a fixture and played again.
 */
package io.github.pop3x.testing;
