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
import java.util.Map;

import jakarta.activation.DataHandler;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;

/** Reads a mail that was mapped to an exchange: text or first part, header fields, attachments. */
final class MappedMail {

    private MappedMail() {}

    static void read(Exchange exchange, Tally tally) throws IOException {
        Tally.Sink sink = tally.sink();
        try (InputStream body = exchange.getMessage().getBody(InputStream.class)) {
            body.transferTo(sink);
        }
        AttachmentMessage mail = exchange.getMessage(AttachmentMessage.class);
        for (Map.Entry<String, DataHandler> attachment : mail.getAttachments().entrySet()) {
            try (InputStream octets = attachment.getValue().getInputStream()) {
                octets.transferTo(sink);
            }
        }
        if (exchange.getMessage().getHeader("Subject") == null) {
            throw new IOException("the mail's header fields were not mapped");
        }
        tally.message(sink);
    }
}
