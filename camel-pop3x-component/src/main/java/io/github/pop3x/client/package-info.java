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
 *     pop.quit(); // without it, nothing is deleted
 * }
 * }</pre>
 *
 * <p>Three things can go wrong, and each has its answer. The server refuses: {@link
 * io.github.pop3x.client.Pop3CommandException}, and the session lives. The conversation breaks: {@link
 * io.github.pop3x.client.Pop3ProtocolException}, {@link java.net.SocketTimeoutException} or, before there is a session,
 * {@link io.github.pop3x.client.Pop3ConnectionException}; the session is dead. The caller errs: {@link
 * java.lang.IllegalStateException} or {@link java.lang.IllegalArgumentException}, and nothing was sent.
 *
 * <p>A session belongs to one thread. Nothing here logs; {@link io.github.pop3x.client.wire.WireTap} shows the dialogue.
 */
package io.github.pop3x.client;
