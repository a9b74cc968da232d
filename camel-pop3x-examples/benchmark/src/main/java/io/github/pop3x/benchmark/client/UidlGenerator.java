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
package io.github.pop3x.benchmark.client;

import jakarta.mail.FetchProfile;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.component.mail.MailUidGenerator;
import org.eclipse.angus.mail.pop3.POP3Folder;

/** Has camel-mail know a message by its unique-id, all of them fetched at the first question of a session. */
final class UidlGenerator implements MailUidGenerator {

    /** The first message of the session whose ids were fetched: each opening of a folder makes its messages anew. */
    private Message fetched;

    @Override
    public synchronized String generateUuid(MailEndpoint endpoint, Message message) {
        POP3Folder folder = (POP3Folder) message.getFolder();
        try {
            Message first = folder.getMessage(1);
            if (first != fetched) {
                FetchProfile ids = new FetchProfile();
                ids.add(UIDFolder.FetchProfileItem.UID);
                folder.fetch(folder.getMessages(), ids);
                fetched = first;
            }
            return folder.getUID(message);
        } catch (MessagingException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
