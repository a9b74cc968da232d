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
package io.github.pop3x.benchmark.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

import io.github.pop3x.benchmark.Task;

/** Dovecot's defaults, and what it takes to run beside another one. Nothing here tunes a session. */
final class DovecotConfiguration {

    private static final String CONFIGURATION = """
            protocols = pop3
            listen = 127.0.0.1
            base_dir = %1$s/run
            state_dir = %1$s/state
            log_path = /dev/stderr
            ssl = no
            disable_plaintext_auth = no
            passdb {
              driver = static
              args = password={PLAIN}%2$s
            }
            userdb {
              driver = static
              args = uid=%3$d gid=65534 home=%1$s/mail/%%u allow_all_users=yes
            }
            mail_location = maildir:~/
            # The disk is not what is measured.
            mail_fsync = never
            first_valid_uid = 1
            service pop3-login {
              inet_listener pop3 {
                port = %4$d
              }
              inet_listener pop3s {
                port = 0
              }
            }
            """;

    /** Without root there is neither another user to be nor a chroot to be in. */
    private static final String ROOTLESS = """
            default_internal_user = %1$s
            default_login_user = %1$s
            default_internal_group = %2$s
            service anvil {
              chroot =
            }
            service pop3-login {
              chroot =
            }
            """;

    private DovecotConfiguration() {}

    static Path write(Path directory, int port, MailOwner owner) throws IOException {
        String text = CONFIGURATION.formatted(directory, Task.PASSWORD, owner.uid(), port);
        if (!owner.isRoot()) {
            var self = Files.readAttributes(directory, PosixFileAttributes.class);
            text += ROOTLESS.formatted(self.owner().getName(), self.group().getName());
        }
        return Files.writeString(directory.resolve("dovecot.conf"), text);
    }
}
