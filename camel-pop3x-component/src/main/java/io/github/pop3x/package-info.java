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
 * The Camel component {@code pop3x}, {@code pop3xs}: messages of a POP3 mailbox as exchanges. Other packages do
 * not depend on this one.
 *
 * <ul>
 *   <li>The component: {@link io.github.pop3x.Pop3xComponent}, {@link io.github.pop3x.Pop3xEndpoint}, {@link
 *       io.github.pop3x.Pop3xConfiguration}, {@link io.github.pop3x.Pop3xConstants}.
 *   <li>Options: values with names are in {@link io.github.pop3x.option}; {@code Pop3xSettings} reads those of consumers.
 *   <li>Consuming: {@link io.github.pop3x.Pop3xConsumer}, {@link io.github.pop3x.Pop3xPollingConsumer}, JMX and health.
 *   <li>Exchanges: {@link io.github.pop3x.Pop3xBinding} and its two forms, {@link io.github.pop3x.Pop3xConverters}.
 *   <li>Producing: {@link io.github.pop3x.Pop3xProducer}, {@link io.github.pop3x.Pop3xOperation} and their results.
 *   <li>Failures: the exceptions that routes see.
 * </ul>
 *
 * <p>A message passes the packages below in this order. A {@code mailbox} is listed in a {@code session}; {@code selection}
 * chooses; {@code retrieval} fills the {@link io.github.pop3x.spool}; {@code delivery} queues; {@code exchange} runs the route
 * and records the verdict in the {@link io.github.pop3x.ledger}; {@code delivery} deletes. {@code operation} is the session of
 * a producer, {@code content} the mail in a Camel message. {@link io.github.pop3x.client} is the POP3 client.
 */
package io.github.pop3x;
