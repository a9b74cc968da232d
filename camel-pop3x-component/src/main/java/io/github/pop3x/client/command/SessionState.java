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
package io.github.pop3x.client.command;

/** The states of a session (RFC 1939 §3), and the one after it. */
public enum SessionState {
    /** Connected and greeted; not logged in. */
    AUTHORIZATION,
    /** Logged in: the maildrop is ours. */
    TRANSACTION,
    /** QUIT was sent from TRANSACTION: the server removes what was marked. */
    UPDATE,
    /** Over, in whatever way. */
    CLOSED
}
