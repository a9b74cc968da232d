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

import java.io.IOException;

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3TimeoutException;

/** A session broke in the answer to a command that names a message: RETR, TOP or DELE. */
public final class BrokenAtMessage extends IOException {

    private static final long serialVersionUID = 1L;

    private final Pop3Message culprit;

    private BrokenAtMessage(Pop3Message culprit, IOException cause) {
        super(cause.getMessage(), cause);
        this.culprit = culprit;
    }

    /**
     * Names the message in whose answer a session broke.
     *
     * @return the break as it was if no message is to blame: a session that has lasted for too long ends at any message
     */
    public static IOException of(Pop3Message message, IOException broken) {
        boolean isTooOld = Pop3TimeoutException.isOfSession(broken);
        return isTooOld ? broken : new BrokenAtMessage(message, broken);
    }

    /** The message, as this session listed it. */
    public Pop3Message culprit() {
        return culprit;
    }
}
