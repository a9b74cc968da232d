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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

import javax.net.ssl.SSLServerSocketFactory;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.pop3.Pop3Server;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.support.jsse.SSLContextParameters;

/** A POP3 server in this process, with one mailbox, over TLS on a free port of 127.0.0.1. */
final class EmbeddedMailbox implements AutoCloseable {

    private static final String USERNAME = "alice";
    private static final long START_MILLIS = 10_000;

    private final LocalhostCertificate certificate;
    private final String password = UUID.randomUUID().toString();
    private final Pop3Server server;

    private EmbeddedMailbox(LocalhostCertificate certificate, List<byte[]> mails)
            throws GeneralSecurityException, MessagingException, UserException {
        this.certificate = certificate;
        Managers managers = new Managers();
        GreenMailUser user = managers.getUserManager().createUser(USERNAME + "@example.org", USERNAME, password);
        Session session = Session.getInstance(new Properties());
        for (byte[] mail : mails) {
            user.deliver(new MimeMessage(session, new ByteArrayInputStream(mail)));
        }
        server = new TlsServer(certificate.serverSockets(), managers);
    }

    /**
     * Starts the server.
     *
     * @param mails what the mailbox holds
     * @return running; to be closed
     * @throws Exception if it does not start
     */
    static EmbeddedMailbox start(List<byte[]> mails) throws Exception {
        EmbeddedMailbox mailbox = new EmbeddedMailbox(LocalhostCertificate.make(), mails);
        mailbox.server.startService();
        if (!mailbox.server.waitTillRunning(START_MILLIS)) {
            mailbox.close();
            throw new IOException("the embedded POP3 server did not start");
        }
        return mailbox;
    }

    /**
     * The endpoint for this mailbox; the same URI, with another host, is right for any mailbox.
     *
     * @param trust name of the bean in Camel's registry that is {@link #trust()}
     */
    String uri(String trust) {
        return "pop3xs:localhost:" + server.getPort() + "?username=" + USERNAME + "&password=RAW(" + password
                + ")&delete=true&sslContextParameters=#" + trust;
    }

    /** What a route needs to trust the server's certificate. */
    SSLContextParameters trust() throws GeneralSecurityException, IOException {
        return certificate.trust();
    }

    /** Stops the server; the mailbox is gone. */
    @Override
    public void close() {
        server.stopService();
    }

    /** GreenMail with a certificate of ours: its own one is neither for {@code localhost} nor secret. */
    private static final class TlsServer extends Pop3Server {

        private final SSLServerSocketFactory sockets;

        TlsServer(SSLServerSocketFactory sockets, Managers managers) {
            super(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3S), managers);
            this.sockets = sockets;
        }

        @Override
        protected ServerSocket openServerSocket() throws IOException {
            return sockets.createServerSocket(0, 0, InetAddress.getByName(getBindTo()));
        }
    }
}
