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

import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.Work;
import org.apache.camel.Exchange;

/** A route from {@code pop3x:} with default options; the body is the message's octets or, if it is mapped, the text. */
class CamelPop3xRoute extends CamelRoute {

    private final Reads reads;

    /** What the route reads to its end. */
    enum Reads {
        OCTETS,
        TEXT_AND_ATTACHMENTS,
        TEXT
    }

    CamelPop3xRoute(Reads reads) {
        this.reads = reads;
    }

    @Override
    String uri(Task task) {
        return "pop3x:127.0.0.1:" + task.port() + "?tls=none&username=" + task.user() + "&password=" + Task.PASSWORD
                + "&delete=" + (task.work() == Work.DELETE) + "&mapMailMessage=" + (reads != Reads.OCTETS);
    }

    @Override
    void read(Exchange exchange, Tally tally) throws IOException {
        if (reads == Reads.TEXT_AND_ATTACHMENTS) {
            MappedMail.read(exchange, tally);
            return;
        }
        try (InputStream octets = exchange.getMessage().getBody(InputStream.class)) {
            tally.message(octets);
        }
    }
}
