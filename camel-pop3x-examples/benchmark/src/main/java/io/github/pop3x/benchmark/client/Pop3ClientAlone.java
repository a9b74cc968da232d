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
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.Work;
import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Pipeline;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.StatusLine;

/** The client of camel-pop3x without Camel, pipelined. */
final class Pop3ClientAlone implements MailClient {

    private final Set<String> known = new HashSet<>();

    @Override
    public void run(Task task, Tally tally) throws IOException {
        Pop3ClientOptions options = Pop3ClientOptions.builder(
                        "127.0.0.1", CredentialsProvider.of(task.user(), Task.PASSWORD))
                .port(task.port())
                .tls(TlsMode.NONE)
                .build();
        try (Pop3Session session = Pop3Client.open(options)) {
            List<Pop3Message> wanted = new ArrayList<>();
            for (Pop3Message message : session.messages()) {
                if (task.work() != Work.POLL || !known.contains(message.uid())) {
                    wanted.add(message);
                }
            }
            retrieve(session.pipeline(), wanted, tally);
            if (task.work() == Work.DELETE) {
                delete(session.pipeline(), wanted);
            }
            if (task.work() == Work.LEARN) {
                wanted.forEach(message -> known.add(message.uid()));
            }
            session.quit();
        }
    }

    private static void retrieve(Pop3Pipeline pipeline, List<Pop3Message> wanted, Tally tally) throws IOException {
        Queue<PendingReply<MessageStream>> replies = new ArrayDeque<>(wanted.size());
        wanted.forEach(message -> replies.add(pipeline.retrieve(message.number())));
        for (PendingReply<MessageStream> reply = replies.poll(); reply != null; reply = replies.poll()) {
            try (InputStream octets = reply.get()) {
                tally.message(octets);
            }
        }
    }

    private static void delete(Pop3Pipeline pipeline, List<Pop3Message> wanted) throws IOException {
        List<PendingReply<StatusLine>> replies = new ArrayList<>(wanted.size());
        wanted.forEach(message -> replies.add(pipeline.add(Commands.dele(message.number()))));
        for (PendingReply<StatusLine> reply : replies) {
            reply.get();
        }
    }
}
