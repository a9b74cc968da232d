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
import java.io.Reader;
import java.util.HashSet;
import java.util.Set;

import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.Work;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3MessageInfo;

/** Commons Net as its users call it; what it gives are characters, one an octet. */
final class CommonsNetAlone implements MailClient {

    private final Set<String> known = new HashSet<>();
    private final char[] characters = new char[64 * 1024];
    private final byte[] octets = new byte[characters.length];

    @Override
    public void run(Task task, Tally tally) throws IOException {
        POP3Client client = new POP3Client();
        client.connect("127.0.0.1", task.port());
        try {
            require(client, client.login(task.user(), Task.PASSWORD));
            boolean remembers = task.work() == Work.LEARN || task.work() == Work.POLL;
            POP3MessageInfo[] messages = remembers ? client.listUniqueIdentifiers() : client.listMessages();
            require(client, messages != null);
            for (POP3MessageInfo message : messages) {
                if (task.work() != Work.POLL || !known.contains(message.identifier)) {
                    read(client, message.number, tally);
                }
                if (task.work() == Work.LEARN) {
                    known.add(message.identifier);
                }
                if (task.work() == Work.DELETE) {
                    require(client, client.deleteMessage(message.number));
                }
            }
            require(client, client.logout());
        } finally {
            client.disconnect();
        }
    }

    private void read(POP3Client client, int number, Tally tally) throws IOException {
        Tally.Sink sink = tally.sink();
        try (Reader message = client.retrieveMessage(number)) {
            require(client, message != null);
            for (int count = message.read(characters); count >= 0; count = message.read(characters)) {
                for (int i = 0; i < count; i++) {
                    octets[i] = (byte) characters[i];
                }
                sink.write(octets, 0, count);
            }
        }
        tally.message(sink);
    }

    private static void require(POP3Client client, boolean agreed) throws IOException {
        if (!agreed) {
            throw new IOException("the server refused: " + client.getReplyString());
        }
    }
}
