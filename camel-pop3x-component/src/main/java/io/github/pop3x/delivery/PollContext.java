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
package io.github.pop3x.delivery;

import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.spool.Spool;

/**
 * The state that the sessions of a poller share.
 *
 * @param records of the mailbox
 * @param spool where retrieved messages go
 * @param queue takes the deliveries
 * @param lateDeletes takes the deletes that no session is open for
 * @param whenFree polls soon: called when a session may be opened that had to wait
 * @param troubledDeletes remembers which messages break sessions when they are deleted
 * @param listener gets a report of what happens
 */
record PollContext(
        Mailbox mailbox,
        PollSettings settings,
        MailboxState records,
        Spool spool,
        DeliveryQueue queue,
        LateDeletes lateDeletes,
        Runnable whenFree,
        TroubledDeletes troubledDeletes,
        MailboxListener listener) {}
