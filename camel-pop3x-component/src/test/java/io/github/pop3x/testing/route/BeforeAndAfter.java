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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.pop3x.diagnosis.MigrationCheck;
import jakarta.activation.DataHandler;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A mailbox of alice's on a GreenMail server, and routes of camel-mail and of this component that poll it: what a route sees
 * before it moves in, and after.
 */
public final class BeforeAndAfter implements AutoCloseable {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3));
    private final Map<String, Object> beans = new HashMap<>();

    /** What a route sees of a mail. */
    public record View(String subject, String text, Map<String, String> attachments) {

        public static View of(Exchange exchange) throws IOException {
            AttachmentMessage mail = exchange.getIn(AttachmentMessage.class);
            Map<String, String> attachments = new TreeMap<>();
            for (Map.Entry<String, DataHandler> attachment :
                    mail.getAttachments().entrySet()) {
                attachments.put(attachment.getKey(), text(attachment.getValue()));
            }
            String subject = String.valueOf(mail.getHeader("Subject", String.class));
            // A stream is read as it is; a multipart gives its first text.
            return new View(subject, mail.getBody(String.class).strip(), attachments);
        }

        private static String text(DataHandler content) throws IOException {
            return new String(content.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1).strip();
        }
    }

    /** What a test wants to know of a mail, at the end of its route. */
    @FunctionalInterface
    public interface Look<T> {
        T at(Exchange exchange) throws Exception;
    }

    /** A route, up to where the test looks at it. */
    @FunctionalInterface
    public interface Plan {
        ProcessorDefinition<?> between(RouteBuilder routes, ProcessorDefinition<?> from);
    }

    public static final Plan NOTHING = (routes, from) -> from;

    /** Starts the server. */
    public BeforeAndAfter() {
        server.setUser("alice@example.org", "alice", "s3cret");
        server.start();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Makes a bean known to the routes that come. */
    public void bind(String name, Object bean) {
        beans.put(name, bean);
    }

    /** Removes all mails. */
    public void purge() throws Exception {
        server.purgeEmailFromAllMailboxes();
    }

    /** Mails come in. */
    public void deliver(String... mails) throws Exception {
        for (String mail : mails) {
            byte[] octets = mail.getBytes(StandardCharsets.UTF_8);
            server.getUserManager()
                    .getUser("alice")
                    .deliver(new MimeMessage(
                            GreenMailUtil.getSession(ServerSetup.POP3), new ByteArrayInputStream(octets)));
        }
    }

    /** How many mails there are. */
    public int left() throws Exception {
        MailFolder inbox = server.getManagers()
                .getImapHostManager()
                .getInbox(server.getUserManager().getUser("alice"));
        return inbox.getMessageCount();
    }

    /** The URI before, with options each after an ampersand. */
    public String old(String options) {
        return "pop3:127.0.0.1:" + server.getPop3().getPort() + "?username=alice&password=s3cret" + options;
    }

    /** The URI that the check makes; GreenMail has no TLS here. */
    public static String moved(String old) {
        return MigrationCheck.of(old).endpointUri() + "&tls=none";
    }

    /** One poll of a route; waits for what it routes. */
    public <T> List<T> poll(String uri, Plan plan, Look<T> look) throws Exception {
        List<T> seen = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch polled = new CountDownLatch(1);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties secrets = new Properties();
            secrets.setProperty("password", "s3cret");
            context.getPropertiesComponent().setInitialProperties(secrets);
            beans.forEach(context.getRegistry()::bind);
            context.getRegistry().bind("polled", new DefaultPollingConsumerPollStrategy() {
                @Override
                public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
                    polled.countDown();
                }
            });
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    plan.between(this, from(uri + "&initialDelay=0&delay=3600000&pollStrategy=#polled"))
                            .process(exchange -> seen.add(look.at(exchange)));
                }
            });
            context.start();
            assertThat(polled.await(1, TimeUnit.MINUTES)).as("polled").isTrue();
            await().until(() -> context.getInflightRepository().size() == 0);
        }
        return List.copyOf(seen);
    }

    /** What both see of the same mailbox: camel-mail first, which must not delete anything then. */
    public List<View> both(String options) throws Exception {
        return both(options, NOTHING);
    }

    public List<View> both(String options, Plan plan) throws Exception {
        List<View> before = poll(old(options), plan, View::of);
        List<View> after = poll(moved(old(options)), plan, View::of);
        assertThat(after).isEqualTo(before);
        return after;
    }
}
