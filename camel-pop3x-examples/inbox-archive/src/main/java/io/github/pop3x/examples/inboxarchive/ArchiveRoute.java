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
package io.github.pop3x.examples.inboxarchive;

import java.io.IOException;
import java.io.InputStream;

import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.Pop3xEndpoint;
import io.github.pop3x.examples.inboxarchive.Archive.Stored;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * From a mailbox into an {@link Archive}. When the route returns, the mail is safe on the disk; only then, and only
 * with {@code delete=true}, the component has the server delete it. When it throws, the mail stays on the server.
 */
final class ArchiveRoute extends RouteBuilder {

    private final String mailbox;
    private final Archive archive;
    private final Progress progress;
    private final Drain drain;

    /**
     * @param mailbox the endpoint's URI
     * @param archive where to
     * @param progress is shown each mail
     * @param drain learns of the end
     */
    ArchiveRoute(String mailbox, Archive archive, Progress progress, Drain drain) {
        this.mailbox = mailbox;
        this.archive = archive;
        this.progress = progress;
        this.drain = drain;
    }

    @Override
    public void configure() {
        onException(Exception.class)
                .process(failed -> drain.fail(failed.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)))
                .logExhausted(false);

        from(untilDrained(mailbox)).routeId("inbox-archive").process(this::store);
    }

    /** Polls on without a pause as long as there is something, and tells {@link Drain} what comes of it. */
    private ScheduledPollEndpoint untilDrained(String uri) {
        Pop3xEndpoint endpoint = getContext().getEndpoint(uri, Pop3xEndpoint.class);
        // An archive keeps mails as the server sent them.
        endpoint.getConfiguration().setMapMailMessage(false);
        endpoint.setGreedy(true);
        endpoint.setInitialDelay(0);
        endpoint.setPollStrategy(drain);
        endpoint.setExceptionHandler(drain);
        return endpoint;
    }

    private void store(Exchange exchange) throws IOException {
        Message mail = exchange.getMessage();
        Stored stored;
        try (InputStream octets = mail.getBody(InputStream.class)) {
            stored = archive.store(mail.getHeader(Pop3xConstants.UID, String.class), octets);
        }
        progress.archived(
                exchange.getProperty(Exchange.BATCH_INDEX, Integer.class) + 1,
                exchange.getProperty(Exchange.BATCH_SIZE, Integer.class),
                mail.getHeader("From", String.class),
                mail.getHeader("Subject", String.class),
                stored);
    }
}
