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
package io.github.pop3x.examples.quarkus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.pop3.Pop3Server;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A POP3 server in the process of the test, with one mailbox, on a free port of 127.0.0.1. */
public final class EmbeddedMailbox implements QuarkusTestResourceLifecycleManager {

    static final int MAILS = 3;

    private static final String PASSWORD = "s3cret";
    private static final long START_MILLIS = 10_000;

    private Pop3Server server;

    @Override
    public Map<String, String> start() {
        try {
            return serve();
        } catch (Exception e) {
            throw new IllegalStateException("the embedded mailbox did not start", e);
        }
    }

    private Map<String, String> serve() throws Exception {
        Managers managers = new Managers();
        GreenMailUser alice = managers.getUserManager().createUser("alice@example.org", "alice", PASSWORD);
        for (int i = 1; i <= MAILS; i++) {
            String mail = "From: bea@example.org\r\nSubject: mail " + i + "\r\n\r\nHello\r\n";
            alice.deliver(new MimeMessage((Session) null, new ByteArrayInputStream(mail.getBytes(US_ASCII))));
        }
        server = new Pop3Server(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3), managers);
        server.startService();
        if (!server.waitTillRunning(START_MILLIS)) {
            throw new IOException("no answer");
        }
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "quarkus-");
        // The settings of application.properties, for a server that has no TLS.
        return Map.of(
                "mail.uri",
                "pop3x:127.0.0.1:" + server.getPort(),
                "mail.directory",
                directory.resolve("inbox").toString(),
                "camel.component.pop3x.tls",
                "none",
                "camel.component.pop3x.username",
                "alice",
                "camel.component.pop3x.password",
                PASSWORD,
                "camel.component.pop3x.delete",
                "true",
                "camel.component.pop3x.mapMailMessage",
                "false",
                "camel.component.pop3x.ledger",
                "journal:" + directory.resolve("ledger"));
    }

    @Override
    public void stop() {
        server.stopService();
    }
}
