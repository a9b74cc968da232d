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
package io.github.pop3x;

import java.io.IOException;

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.mailbox.BrokenAtMessage;

/**
 * The session of an operation broke in the answer to a command about one message: RETR, TOP or DELE. The mailbox is as it
 * was. There are servers that break at the same message each time; the operation can be repeated without that message.
 */
public class Pop3xMessageBreaksSessionException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String uid;
    private final int number;

    /** @param broken the message, with what broke as the cause */
    Pop3xMessageBreaksSessionException(String mailbox, BrokenAtMessage broken) {
        super(
                "the session with " + mailbox + " broke at message " + name(broken.culprit())
                        + ": " + broken.getMessage()
                        + ". The mailbox is as it was. If a session breaks there each time, leave this message out",
                broken.getCause());
        this.uid = broken.culprit().uid();
        this.number = broken.culprit().number();
    }

    private static String name(Pop3Message message) {
        return message.uid().isEmpty() ? "number " + message.number() : message.uid();
    }

    /** The unique id of the message; empty if the server has no UIDL and the operation needed none. */
    public String getUid() {
        return uid;
    }

    /** The number of the message. It holds in the session that broke, and in no other (RFC 1939 §4). */
    public int getMessageNumber() {
        return number;
    }
}
