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
package io.github.pop3x.ledger;

import java.util.List;

/**
 * The entries of a mailbox's messages whose routes have not ended, or have failed.
 *
 * @param inFlight messages whose routes have not ended; of this process alone
 * @param failed messages that the last listing had, whose route or retrieval failed, and that nobody has taken again
 */
public record OpenEntries(List<LedgerEntry> inFlight, List<LedgerEntry> failed) {}
