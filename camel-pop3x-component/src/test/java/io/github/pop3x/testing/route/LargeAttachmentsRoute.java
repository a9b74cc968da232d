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
package io.github.pop3x.testing.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.activation.DataHandler;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The program of {@code LargeAttachmentsTest}: a route from a mailbox that writes attachments to files. */
public final class LargeAttachmentsRoute {

    private static final long MINUTES = 14;
    private static final int MAILS = 4;

    private LargeAttachmentsRoute() {}

    /**
     * Runs the route.
     *
     * @param arguments the server's port on 127.0.0.1, and the directory to write to
     * @throws Exception if not all mails went through in time
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        CamelContext context = new DefaultCamelContext();
        NotifyBuilder through =
                new NotifyBuilder(context).whenExactlyCompleted(MAILS).create();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pop3x:127.0.0.1:" + arguments[0] + "?username=alice&password=s3cret&tls=none")
                        .process(exchange -> write(exchange, directory));
            }
        });
        context.start();
        try {
            if (!through.matches(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("not all mails went through");
            }
        } finally {
            context.stop();
        }
    }

    private static void write(Exchange exchange, Path directory) throws IOException {
        AttachmentMessage mail = exchange.getMessage(AttachmentMessage.class);
        if (!"see attachment".equals(mail.getBody())) {
            throw new IllegalStateException("another text: " + mail.getBody());
        }
        for (Map.Entry<String, DataHandler> attachment : mail.getAttachments().entrySet()) {
            try (InputStream in = attachment.getValue().getInputStream()) {
                Files.copy(in, directory.resolve(attachment.getKey()));
            }
        }
    }
}
