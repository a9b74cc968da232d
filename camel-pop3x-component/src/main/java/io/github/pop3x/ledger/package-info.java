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
 * The ledger: the outcome of each message, by mailbox and identity. POP3 itself does not record it.
 *
 * <p>This package uses neither sockets nor Camel. A {@link io.github.pop3x.ledger.DeliveryLedger} serves one mailbox and any
 * number of threads. It decides in memory; a {@link io.github.pop3x.ledger.LedgerStore} keeps the entries, in memory or in a
 * store of {@link io.github.pop3x.ledger.store}.
 */
package io.github.pop3x.ledger;
