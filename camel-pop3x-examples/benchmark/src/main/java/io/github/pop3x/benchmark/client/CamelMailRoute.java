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

import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.Work;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/**
 * A route from camel-mail's {@code pop3:}.
 *
 * <p>By default it maps each mail to body, headers and attachments, which are read to their ends. Tuned it leaves the
 * mail raw ({@code mapMailMessage=false}, written out whole), asks for each message once ({@code mail.pop3.disabletop},
 * {@code mail.pop3.cachewriteto}), does not search for unseen mails, which POP3 does not have, and knows messages by UIDL, fetched in one go, instead of
 * a Message-ID that costs a TOP each.
 */
final class CamelMailRoute extends CamelRoute {

    private static final int REMEMBERED = 1_000_000;

    private final boolean tuned;

    CamelMailRoute(boolean tuned) {
        this.tuned = tuned;
    }

    @Override
    String uri(Task task) {
        StringBuilder uri = new StringBuilder("pop3:127.0.0.1:")
                .append(task.port())
                .append("?username=" + task.user() + "&password=" + Task.PASSWORD)
                .append("&delete=" + (task.work() == Work.DELETE));
        if (tuned) {
            uri.append("&mapMailMessage=false&unseen=false&mail.pop3.disabletop=true&mail.pop3.cachewriteto=true"
                    + "&mailUidGenerator=#uidl");
        }
        if (task.work() == Work.LEARN) {
            uri.append("&idempotentRepository=#known&idempotentRepositoryRemoveOnCommit=false");
        }
        return uri.toString();
    }

    @Override
    void bind(Registry registry, Task task) {
        registry.bind("uidl", new UidlGenerator());
        registry.bind("known", MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED));
    }

    @Override
    void read(Exchange exchange, Tally tally) throws IOException, MessagingException {
        if (!tuned) {
            MappedMail.read(exchange, tally);
            return;
        }
        Message mail = exchange.getMessage(MailMessage.class).getOriginalMessage();
        Tally.Sink sink = tally.sink();
        mail.writeTo(sink);
        tally.message(sink);
    }
}
