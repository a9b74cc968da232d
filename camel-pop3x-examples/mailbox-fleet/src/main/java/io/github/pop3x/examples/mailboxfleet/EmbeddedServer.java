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
package io.github.pop3x.examples.mailboxfleet;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.pop3.Pop3Server;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/** A POP3 server in this process, at a free port of 127.0.0.1. */
final class EmbeddedServer implements AutoCloseable {

    private static final long START_MILLIS = 10_000;

    private final Managers managers = new Managers();
    private final AtomicInteger sessions = new AtomicInteger();
    private final Pop3Server server =
            new Pop3Server(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3), managers) {
                @Override
                protected ProtocolHandler createProtocolHandler(Socket socket) {
                    sessions.incrementAndGet();
                    return super.createProtocolHandler(socket);
                }
            };

    /**
     * Starts the server.
     *
     * @throws IOException if it does not start
     */
    EmbeddedServer() throws IOException, InterruptedException {
        server.startService();
        if (!server.waitTillRunning(START_MILLIS)) {
            throw new IOException("the embedded POP3 server did not start");
        }
    }

    int port() {
        return server.getPort();
    }

    /** How many connections there have been. */
    int sessions() {
        return sessions.get();
    }

    /** Makes a mailbox with some mails. */
    void create(String username, String password, int count) throws UserException, MessagingException {
        managers.getUserManager().createUser(username + "@example.org", username, password);
        deliver(username, count);
    }

    /** Puts more mails into a mailbox. */
    void deliver(String username, int count) throws UserException, MessagingException {
        GreenMailUser user = managers.getUserManager().getUser(username);
        for (int i = 1; i <= count; i++) {
            MimeMessage mail = new MimeMessage((Session) null);
            mail.setFrom("sender@example.org");
            mail.setSubject("Mail " + i + " to " + username);
            mail.setText("Hello.\r\n");
            mail.saveChanges();
            user.deliver(mail);
        }
    }

    @Override
    public void close() {
        server.stopService();
    }
}
