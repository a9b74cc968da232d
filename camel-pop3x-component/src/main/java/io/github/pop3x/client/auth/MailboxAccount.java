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

/**
 * The mailbox of a login, as an endpoint names it.
 *
 * @param scheme {@code pop3x} or {@code pop3xs}
 * @param host name or address of the server
 * @param port in use
 * @param username the login name; null if the endpoint names none, so that the credentials name it
 */
public record MailboxAccount(String scheme, String host, int port, String username) {}
