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

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.Work;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import org.eclipse.angus.mail.pop3.POP3Folder;

/** Angus Mail, the reference implementation of Jakarta Mail, as its users call it. */
final class AngusAlone implements MailClient {

    private final Set<String> known = new HashSet<>();

    @Override
    public void run(Task task, Tally tally) throws IOException, MessagingException {
        try (Store store = Session.getInstance(new Properties()).getStore("pop3")) {
            store.connect("127.0.0.1", task.port(), task.user(), Task.PASSWORD);
            boolean delete = task.work() == Work.DELETE;
            POP3Folder inbox = (POP3Folder) store.getFolder("INBOX");
            inbox.open(delete ? Folder.READ_WRITE : Folder.READ_ONLY);
            for (Message message : wanted(inbox, task.work())) {
                Tally.Sink sink = tally.sink();
                message.writeTo(sink);
                tally.message(sink);
                if (delete) {
                    message.setFlag(Flags.Flag.DELETED, true);
                }
            }
            inbox.close(delete);
        }
    }

    private List<Message> wanted(POP3Folder inbox, Work work) throws MessagingException {
        Message[] messages = inbox.getMessages();
        if (work == Work.KEEP || work == Work.DELETE) {
            return List.of(messages);
        }
        FetchProfile ids = new FetchProfile();
        ids.add(UIDFolder.FetchProfileItem.UID);
        inbox.fetch(messages, ids);
        List<Message> wanted = new ArrayList<>();
        for (Message message : messages) {
            String id = inbox.getUID(message);
            if (work == Work.LEARN) {
                known.add(id);
            }
            if (work == Work.LEARN || !known.contains(id)) {
                wanted.add(message);
            }
        }
        return wanted;
    }
}
