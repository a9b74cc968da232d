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
package io.github.pop3x.springboot;

import java.io.ByteArrayInputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

import javax.net.ssl.SSLServerSocketFactory;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.pop3.Pop3Server;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/** A POP3 server in this process, with one mailbox, on a free port of 127.0.0.1. */
final class Mailbox implements AutoCloseable {

    static final String USERNAME = "alice";
    static final String PASSWORD = "s3cret";

    private static final long START_MILLIS = 10_000;

    private final Managers managers = new Managers();
    private final GreenMailUser owner;
    private final Pop3Server server;

    /** Starts a server without TLS; its mailbox is empty. */
    Mailbox() throws Exception {
        this(null);
    }

    /** @param tls makes the sockets, or null */
    Mailbox(SSLServerSocketFactory tls) throws Exception {
        owner = managers.getUserManager().createUser(USERNAME + "@example.org", USERNAME, PASSWORD);
        String protocol = tls == null ? ServerSetup.PROTOCOL_POP3 : ServerSetup.PROTOCOL_POP3S;
        server = new Pop3Server(new ServerSetup(0, "127.0.0.1", protocol), managers) {
            @Override
            protected ServerSocket openServerSocket() throws java.io.IOException {
                return tls == null ? super.openServerSocket() : tls.createServerSocket(0, 0, bindTo);
            }
        };
        server.startService();
        if (!server.waitTillRunning(START_MILLIS)) {
            throw new IllegalStateException("the server did not start");
        }
    }

    /** Delivers mails with the subjects 1, 2, … */
    Mailbox deliver(int count) throws Exception {
        Session session = Session.getInstance(new Properties());
        for (int i = 1; i <= count; i++) {
            byte[] mail = ("From: bob@example.org\r\nSubject: " + i + "\r\n\r\nThis is mail " + i + ".\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            owner.deliver(new MimeMessage(session, new ByteArrayInputStream(mail)));
        }
        return this;
    }

    /** Where it listens. */
    int port() {
        return server.getPort();
    }

    /** How many messages are on the server. */
    int count() {
        try {
            return managers.getImapHostManager().getInbox(owner).getMessageCount();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the server. */
    @Override
    public void close() {
        server.stopService();
    }
}
