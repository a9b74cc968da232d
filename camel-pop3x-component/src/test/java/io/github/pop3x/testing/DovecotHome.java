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
package io.github.pop3x.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The directory of a {@link DovecotServer}: configuration, certificate, log, mailboxes. */
final class DovecotHome {

    /** As root Dovecot opens mailboxes as somebody else (it refuses to do so as root): as nobody, wherever that is. */
    private static final int NOBODY = 65534;

    private final Path directory;
    private final int mailOwner;
    private final String rootless;
    private final Map<String, DovecotMailbox> mailboxes = new ConcurrentHashMap<>();

    DovecotHome() throws IOException {
        // Short: the path of a Unix socket in it may have 107 octets. Open to all: Dovecot's processes run as various.
        directory = Files.createTempDirectory("pop3x-dovecot");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        int self = (int) Files.getAttribute(directory, "unix:uid");
        mailOwner = self == 0 ? NOBODY : self;
        rootless = self == 0 ? "" : rootless(Files.readAttributes(directory, PosixFileAttributes.class));
        own(Files.createDirectory(mail()));
    }

    Path directory() {
        return directory;
    }

    Path logFile() {
        return directory.resolve("log");
    }

    String log() throws IOException {
        return Files.readString(logFile());
    }

    private Path mail() {
        return directory.resolve("mail");
    }

    DovecotMailbox mailbox(String user) {
        return mailboxes.computeIfAbsent(user, name -> new DovecotMailbox(mail().resolve(name), this::own));
    }

    private void own(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", mailOwner);
    }

    Path writeConfiguration(int port, int tlsPort) throws IOException {
        Path certificate = directory.resolve("certificate.pem");
        Files.writeString(certificate, pem());
        return Files.writeString(
                directory.resolve("dovecot.conf"),
                CONFIGURATION.formatted(
                                directory, certificate, certificate, DovecotServer.PASSWORD, mailOwner, port, tlsPort)
                        + rootless);
    }

    /** Nothing here tunes a session: what clients meet is what Dovecot does by default. */
    private static final String CONFIGURATION = """
            protocols = pop3
            listen = 127.0.0.1
            base_dir = %1$s/run
            state_dir = %1$s/state
            log_path = /dev/stderr

            ssl = yes
            ssl_cert = <%2$s
            ssl_key = <%3$s

            disable_plaintext_auth = no
            auth_mechanisms = plain login cram-md5 apop scram-sha-1 scram-sha-256
            passdb {
              driver = static
              args = password={PLAIN}%4$s
            }
            userdb {
              driver = static
              args = uid=%5$d gid=65534 home=%1$s/mail/%%u allow_all_users=yes
            }
            mail_location = maildir:~/
            mail_fsync = never
            first_valid_uid = 1

            # A wrong password costs no time: neither a delay nor a penalty for the address.
            auth_failure_delay = 0
            service anvil {
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            service pop3-login {
              inet_listener pop3 {
                port = %6$d
              }
              inet_listener pop3s {
                port = %7$d
                ssl = yes
              }
            }
            """;

    /** Without root there is neither another user to be nor a chroot to be in. */
    private static String rootless(PosixFileAttributes self) {
        return """
                default_internal_user = %1$s
                default_login_user = %1$s
                default_internal_group = %2$s
                service anvil {
                  chroot =
                }
                service pop3-login {
                  chroot =
                }
                """.formatted(self.owner().getName(), self.group().getName());
    }

    private static String pem() throws IOException {
        try (InputStream in = Files.newInputStream(TestCertificates.LOCALHOST.keyStore())) {
            char[] password = TestCertificates.PASSWORD.toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            String alias = store.aliases().nextElement();
            var pem = new StringBuilder(
                    pem("PRIVATE KEY", store.getKey(alias, password).getEncoded()));
            for (Certificate certificate : store.getCertificateChain(alias)) {
                pem.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            return pem.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A block of RFC 7468. */
    private static String pem(String label, byte[] octets) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(octets);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, base64);
    }

    void remove() {
        try (var found = Files.walk(directory)) {
            List<Path> innermostFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : innermostFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
