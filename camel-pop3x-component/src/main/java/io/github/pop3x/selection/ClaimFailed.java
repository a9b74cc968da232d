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
package io.github.pop3x.selection;

import java.io.IOException;

import io.github.pop3x.ledger.MessageIdentity;

/** The option {@code inProgressRepository} failed as a message was to be claimed: no route starts with it here. */
public final class ClaimFailed extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param cause what the repository threw */
    ClaimFailed(MessageIdentity identity, Throwable cause) {
        super(
                "message " + identity.uid() + " cannot be claimed in the inProgressRepository (" + cause
                        + "). Check the repository",
                cause);
    }
}
