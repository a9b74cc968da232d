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
package io.github.pop3x.retrieval;

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.mailbox.MaildropSummary;
import io.github.pop3x.spool.SpooledMessage;

/**
 * A message that was retrieved, its octets spooled.
 *
 * @param message as it was listed
 * @param octets with one reference, which belongs to the owner of this value
 * @param isWhole whether they are all of the message, or only its header and first lines
 * @param maildrop the listing that it was found in
 */
public record RetrievedMessage(Pop3Message message, SpooledMessage octets, boolean isWhole, MaildropSummary maildrop) {}
