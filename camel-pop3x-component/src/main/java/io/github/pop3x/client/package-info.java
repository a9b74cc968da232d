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
 * A POP3 client that knows nothing of Camel.
 *
 * <pre>{@code
 * Pop3ClientOptions options =
 *         Pop3ClientOptions.of("mail.example.com", CredentialsProvider.of("alice", password));
 * try (Pop3Session pop = Pop3Client.open(options)) {
 *     for (Pop3Message message : pop.messages()) {
 *         try (InputStream in = pop.retrieve(message)) {
 *             Files.copy(in, directory.resolve(message.uid()));
 *         }
 *         pop.delete(message);
 *     }
 *     pop.quit(); // without it, nothing is deleted; throws if the server removed nothing
 * }
 * }</pre>
 *
 * <h2>The life of a session</h2>
 *
 * <ol>
 *   <li><b>Options.</b> {@link io.github.pop3x.client.Pop3ClientOptions} say where the server is, how the connection is
 *       protected (implicit TLS by default), how to log in, and the limits. They are immutable.
 *   <li><b>Connector.</b> {@link io.github.pop3x.client.Pop3Client#open} tries the servers in turn: TCP, TLS, the
 *       greeting. {@link io.github.pop3x.client.Pop3Client#connect} stops here, in AUTHORIZATION, for callers that
 *       choose the login themselves.
 *   <li><b>Login.</b> By the strongest mechanism that the server offers and the connection makes safe. The {@link
 *       io.github.pop3x.client.auth.CredentialsProvider} is asked each time, and is notified of a refusal. After refused credentials no
 *       weaker mechanism is tried. Each login asks the server for its capabilities, unless {@link io.github.pop3x.client.RememberedCapabilities} are given.
 *   <li><b>Listing.</b> {@link io.github.pop3x.client.Pop3Session#messages()} joins UIDL and LIST: number, size, unique
 *       id. Sizes are the server's claims. Choose here: a message that is not retrieved costs nothing.
 *   <li><b>Retrieving.</b> {@link io.github.pop3x.client.Pop3Session#retrieve(int)} gives a stream of the message's own
 *       octets, CRLF and all; read it to its end, or close it, before the next command. {@link
 *       io.github.pop3x.client.Pop3Session#pipeline()} requests many at once, {@link
 *       io.github.pop3x.client.Pop3Session#forEach} and {@link io.github.pop3x.client.Pop3Session#drain} do so by
 *       themselves.
 *   <li><b>Marking.</b> {@link io.github.pop3x.client.Pop3Session#delete(int)} only marks; {@link
 *       io.github.pop3x.client.Pop3Session#reset()} takes all marks back.
 *   <li><b>The end.</b> {@link io.github.pop3x.client.Pop3Session#quit()} commits: the server removes what is marked, and
 *       the call throws if it could not. {@link io.github.pop3x.client.Pop3Session#close()} without it abandons, and the
 *       maildrop is as it was (RFC 1939 §6). An exception that leaves the block closes the session in the same way.
 * </ol>
 *
 * <h2>Shorter ways</h2>
 *
 * <p>A block that commits if it returns and abandons if it throws; here everything is stored and deleted:
 *
 * <pre>{@code
 * Pop3Client.withSession(options, pop -> {
 *     pop.drain((mail, octets) -> Files.copy(octets, inbox.resolve(String.valueOf(mail.number()))));
 *     return null;
 * });
 * }</pre>
 *
 * <p>With a digest; no example here holds a message in memory:
 *
 * <pre>{@code
 * try (MessageStream octets = pop.retrieve(mail).digesting()) {
 *     octets.transferTo(file);
 *     return octets.sha256();
 * }
 * }</pre>
 *
 * <p>Only what is new, chosen by unique id before anything is retrieved:
 *
 * <pre>{@code
 * for (Pop3Message mail : pop.messages()) {
 *     if (seen.add(mail.uid())) {
 *         pop.retrieve(mail.number(), out);
 *     }
 * }
 * }</pre>
 *
 * <p>Step by step, with a chosen login; and a test of the login alone:
 *
 * <pre>{@code
 * Pop3Authorization server = Pop3Client.connect(options);
 * try (server; Pop3Session pop = server.userAndPass(Credentials.of("alice", password))) {
 *     ScanListing list = pop.list();
 *     for (int i = 0; i < list.size(); i++) {
 *         pop.retrieve(list.numberAt(i), out);
 *         pop.delete(list.numberAt(i));
 *     }
 *     pop.quit();
 * }
 *
 * Pop3Client.verify(options);
 * }</pre>
 *
 * <h2>Threads</h2>
 *
 * <p>A session belongs to one thread, with its streams, its pipeline and its pending replies. Options and listings are
 * immutable and may be shared; {@link io.github.pop3x.client.Pop3Client} has no state, and any number of sessions may be
 * open. A credentials provider, a trust or a tap that several sessions share must be safe for their threads.
 *
 * <h2>What can go wrong</h2>
 *
 * <ul>
 *   <li><b>Refused.</b> {@link io.github.pop3x.client.Pop3CommandException}: the server said {@code -ERR}. The session
 *       lives. The exception has the keyword, the response code and the server's text. {@link
 *       io.github.pop3x.client.Pop3AuthenticationException} means refused credentials; {@code [IN-USE]}, {@code
 *       [LOGIN-DELAY]} and {@code [SYS/TEMP]} do not: try later.
 *   <li><b>Unsupported.</b> {@link io.github.pop3x.client.Pop3UnsupportedException}, and {@link
 *       io.github.pop3x.client.Pop3LoginUnsupportedException} for a login: the server lacks what was asked for.
 *   <li><b>Broken.</b> {@link io.github.pop3x.client.Pop3ProtocolException}, {@link io.github.pop3x.client.Pop3TimeoutException} or,
 *       before there is a session, {@link io.github.pop3x.client.Pop3ConnectionException}. Every later call
 *       reports the same cause; nothing more is sent, and nothing that was marked is removed. Only a QUIT without an answer
 *       leaves the outcome open: the next listing shows it.
 *   <li><b>Misused.</b> {@link java.lang.IllegalStateException} (in the wrong state) or {@link
 *       java.lang.IllegalArgumentException} (an invalid argument). Nothing was sent; the session is unchanged.
 * </ul>
 *
 * <p>No exception and no {@code toString} shows a secret. Everything that a server may send has a bound, see {@link
 * io.github.pop3x.client.wire.WireLimits}; messages have none by default, since they are streamed. Nothing here logs;
 * {@link io.github.pop3x.client.wire.WireTap} shows the dialogue, secrets masked.
 */
package io.github.pop3x.client;
