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
package io.github.pop3x.client.auth;

import java.io.IOException;

/**
 * Asks a provider that serves many mailboxes for the credentials of one of them. It keeps nothing.
 *
 * @param provider of many mailboxes
 * @param account the mailbox
 */
record AccountCredentials(CredentialsProvider provider, MailboxAccount account) implements CredentialsProvider {

    @Override
    public Credentials credentials() throws IOException {
        return provider.credentialsFor(account);
    }

    @Override
    public void refused(Credentials refused) {
        provider.refused(account, refused);
    }
}
