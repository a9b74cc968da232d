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
package io.github.pop3x.mailbox;

import java.util.Locale;

import io.github.pop3x.client.ServerAddress;
import io.github.pop3x.client.TlsMode;

/**
 * The names of a mailbox.
 *
 * @param name under which its messages are recorded: the account, or the endpoint's {@code mailboxKey}
 * @param account login name, at sign and host: the account whose waiting times its endpoints share
 * @param server host and port
 */
public record Mailbox(String name, String account, String server) {

    /**
     * The mailbox of a user. The ports that POP3 servers usually listen on make no difference to its account, nor does it
     * whether an internationalized name of a host is given in its ASCII form.
     *
     * @param key a name to record messages under, or null for the account
     */
    public static Mailbox of(String key, String username, String host, int port) {
        boolean customaryPort = port == TlsMode.STARTTLS.defaultPort() || port == TlsMode.IMPLICIT.defaultPort();
        String name = new ServerAddress(host, port).host();
        String account = username + "@" + name.toLowerCase(Locale.ROOT) + (customaryPort ? "" : ":" + port);
        return new Mailbox(key == null ? account : key, account, name + ":" + port);
    }

    /** The name, for logs and messages. */
    @Override
    public String toString() {
        return name;
    }
}
