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
package io.github.pop3x.client;

import java.io.IOException;

/**
 * A failure between this client and a POP3 server. Its subclasses say which: there was {@linkplain
 * Pop3ConnectionException no connection}, the server {@linkplain Pop3CommandException refused}, it {@linkplain
 * Pop3UnsupportedException lacks} what is needed, the conversation {@linkplain Pop3ProtocolException broke}, there was
 * {@linkplain Pop3TimeoutException no answer in time}, or the caller {@linkplain Pop3CancelledException gave up}. No
 * message contains a secret.
 */
public abstract class Pop3Exception extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened, where, and what to do
     * @param cause what it came from, or null
     */
    protected Pop3Exception(String message, Throwable cause) {
        super(message, cause);
    }
}
