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
package io.github.pop3x.examples.mailboxmonitor;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.pop3.Pop3Server;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/** A POP3 server in this process, with a few mailboxes, at a port of 127.0.0.1. */
final class EmbeddedServer implements AutoCloseable {

    private static final long START_MILLIS = 10_000;

    private final Managers managers = new Managers();
    private final Map<String, GreenMailUser> users = new HashMap<>();
    private Pop3Server server;

    /**
     * Starts the server at a free port.
     *
     * @param password of each user
     * @throws Exception if it does not start
     */
    EmbeddedServer(List<String> names, String password) throws Exception {
        for (String name : names) {
            users.put(name, managers.getUserManager().createUser(name + "@example.org", name, password));
        }
        server = started(0);
    }

    private Pop3Server started(int port) throws IOException, InterruptedException {
        Pop3Server started = new Pop3Server(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_POP3), managers);
        started.startService();
        if (!started.waitTillRunning(START_MILLIS)) {
            throw new IOException("the embedded POP3 server did not start");
        }
        return started;
    }

    int port() {
        return server.getPort();
    }

    /** Puts a mail into a mailbox. */
    void deliver(String name, String subject) throws MessagingException {
        MimeMessage mail = new MimeMessage((Session) null);
        mail.setFrom("sender@example.org");
        mail.setSubject(subject);
        mail.setText("Hello.\r\n\r\nThis mail is about: " + subject + "\r\n");
        mail.saveChanges();
        users.get(name).deliver(mail);
    }

    /** Changes the password of a mailbox on the server. */
    void changePassword(String name, String password) {
        users.get(name).setPassword(password);
    }

    /** Ends the server; its mailboxes stay. */
    void stop() {
        server.stopService();
    }

    /** Starts the server again at a port. */
    void restart(int port) throws IOException, InterruptedException {
        server = started(port);
    }

    @Override
    public void close() {
        stop();
    }
}
