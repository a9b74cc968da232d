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

import java.util.Optional;

import io.github.pop3x.mime.HeaderFields;

/**
 * The option {@code idempotentKey}: the key of a mail in the repository of the option {@code idempotentRepository}. Safe for
 * any number of threads.
 */
@FunctionalInterface
public interface MailKey {

    /** No mail has a key of its own: each is found by its mailbox, its unique id and its header. */
    MailKey NONE = (message, header) -> Optional.empty();

    /**
     * The key of a mail.
     *
     * @param message as listed
     * @param header its header
     * @return empty if it has none: the mail is found by its mailbox, its unique id and its header
     * @throws RuntimeException if an expression fails; the mail waits
     */
    Optional<String> of(ListedMessage message, HeaderFields header);
}
