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
package io.github.pop3x.ledger.model;

import io.github.pop3x.ledger.MessageIdentity;

/** A message that is retrieved or in its route, and what it really is. */
final class Route {
    final MessageIdentity identity;
    final Mail mail;
    int attempt;
    boolean released;
    private boolean hasLostItsClaim;

    Route(MessageIdentity identity, Mail mail) {
        this.identity = identity;
        this.mail = mail;
    }

    /** Its claim expires before the route starts: another process may take the message. */
    void losesItsClaim() {
        hasLostItsClaim = true;
        mail.wasUnclaimed = true;
    }

    boolean hasLostItsClaim() {
        return hasLostItsClaim;
    }

    /** Tells whether another process has started a route with the message since. */
    boolean isOvertaken() {
        return mail.lastAttempt != attempt || mail.starter != this;
    }
}
