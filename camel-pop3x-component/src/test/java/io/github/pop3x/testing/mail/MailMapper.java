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
package io.github.pop3x.testing.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;

import io.github.pop3x.PackageAccess;
import io.github.pop3x.Pop3xEndpoint;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.mailbox.MaildropSummary;
import io.github.pop3x.mailbox.UidSource;
import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.retrieval.RetrievedMessage;
import io.github.pop3x.spool.Spool;
import io.github.pop3x.spool.SpoolDirectory;
import io.github.pop3x.spool.SpoolMemory;
import io.github.pop3x.spool.SpooledBody;
import io.github.pop3x.testing.Octets;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Octets become an exchange as an endpoint would have it, without any server. */
public final class MailMapper implements AutoCloseable {

    private static final int MEMORY = 8 * 1024 * 1024;

    private final CamelContext context = new DefaultCamelContext();
    private final Pop3xEndpoint endpoint;
    private final SpoolDirectory directory;

    /** @param options of the endpoint, such as {@code bodyPreference=html&sha256=true} */
    public MailMapper(String options) {
        this(options, null);
    }

    /** @param directory where larger mails are spooled, or null for the usual one */
    public MailMapper(String options, Path directory) {
        context.start();
        this.directory = new SpoolDirectory(directory);
        endpoint = context.getEndpoint(
                "pop3x:mail.example.org?username=alice&password=s3cret" + (options.isEmpty() ? "" : "&" + options),
                Pop3xEndpoint.class);
    }

    /** What a route would see of a mail. */
    public Exchange map(byte[] mail) throws IOException {
        Exchange exchange = new DefaultExchange(context);
        Spool spool = new Spool(PackageAccess.spool(endpoint).threshold(), new SpoolMemory(MEMORY), directory);
        var octets = spool.spool(new ByteArrayInputStream(mail));
        var retrieved = new RetrievedMessage(
                new Pop3Message(1, mail.length, "uid"),
                octets,
                true,
                new MaildropSummary(1, mail.length, UidSource.UIDL));
        HeaderFields fields = HeaderFields.read(new ByteArrayInputStream(mail));
        SpooledBody body = PackageAccess.fill(endpoint, exchange, fields, retrieved);
        exchange.setProperty("test.body", body);
        return exchange;
    }

    /** The same, of a mail in a text block: lines end in CRLF, octets may be escaped as {@link Octets} has it. */
    public Exchange map(String mail) throws IOException {
        return map(octets(mail));
    }

    /** The mail that a text block stands for. */
    public static byte[] octets(String mail) {
        return Octets.parse(mail.replace("\n", "\r\n"));
    }

    public CamelContext context() {
        return context;
    }

    @Override
    public void close() {
        context.stop();
        directory.close();
    }
}
