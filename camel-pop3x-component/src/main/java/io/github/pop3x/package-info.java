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
 * The Camel component {@code pop3x}, {@code pop3xs}: messages of a POP3 mailbox as exchanges.
 *
 * <p>Classes named {@code Pop3x…} speak Camel; POP3 itself is spoken in {@link io.github.pop3x.client}, what happened to
 * each message is remembered in {@link io.github.pop3x.ledger}, and its octets rest in {@link io.github.pop3x.spool}.
 */
package io.github.pop3x;
