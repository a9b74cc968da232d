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
package io.github.pop3x.examples.invoicestodatabase;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.pop3.Pop3Server;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;

/** A POP3 server in this process, with one mailbox, on a free port of 127.0.0.1. */
final class EmbeddedMailbox implements AutoCloseable {

    private static final String USERNAME = "alice";
    private static final long START_MILLIS = 10_000;

    private final Managers managers = new Managers();
    private final String password = UUID.randomUUID().toString();
    private final GreenMailUser owner;
    private final Pop3Server server;

    /**
     * Starts the server.
     *
     * @param mails what the mailbox holds
     * @throws Exception if it does not start
     */
    EmbeddedMailbox(List<MimeMessage> mails) throws Exception {
        owner = managers.getUserManager().createUser(USERNAME + "@example.org", USERNAME, password);
        mails.forEach(owner::deliver);
        server = new Pop3Server(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3), managers);
        server.startService();
        if (!server.waitTillRunning(START_MILLIS)) {
            throw new IOException("the embedded POP3 server did not start");
        }
    }

    /** The endpoint and how to log in; in clear text, which does not leave this process. */
    Map<String, Object> settings() {
        return Map.of(
                "mail.uri",
                "pop3x:127.0.0.1:" + server.getPort(),
                "camel.component.pop3x.tls",
                "none",
                "camel.component.pop3x.username",
                USERNAME,
                "camel.component.pop3x.password",
                password);
    }

    /** How many messages are on the server. */
    int count() throws FolderException {
        return managers.getImapHostManager().getInbox(owner).getMessageCount();
    }

    /** Stops the server; the mailbox is gone. */
    @Override
    public void close() {
        server.stopService();
    }
}
