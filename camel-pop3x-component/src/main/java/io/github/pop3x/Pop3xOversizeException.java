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

import io.github.pop3x.client.Pop3Message;

/**
 * A message is larger than {@code maxMessageSize}: it stays on the server, and is not retrieved. A consumer reports
 * this with {@code oversize=fail}, the operation {@code retrieve} always.
 */
public class Pop3xOversizeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String uid;
    private final long size;

    /**
     * @param uid its unique id
     * @param size its size in octets as listed
     * @param maxMessageSize how large it may be
     */
    public Pop3xOversizeException(String uid, long size, long maxMessageSize) {
        super("message " + uid + " has " + size + " octets, more than maxMessageSize=" + maxMessageSize
                + ": it is not retrieved. Raise maxMessageSize, or set oversize to headers or skip");
        this.uid = uid;
        this.size = size;
    }

    private Pop3xOversizeException(Pop3Message message, String text) {
        super(text);
        this.uid = message.uid();
        this.size = message.size();
    }

    /** For one that an exchange named: what to do otherwise is the exchange's matter. */
    static Pop3xOversizeException named(Pop3Message message, long maxMessageSize) {
        String name = message.uid().isEmpty() ? "number " + message.number() : message.uid();
        return new Pop3xOversizeException(
                message,
                "message " + name + " has " + message.size() + " octets, more than maxMessageSize=" + maxMessageSize
                        + ": nothing was retrieved. Raise maxMessageSize, or use the operation top");
    }

    /** The unique id of the message; empty if the server has none. */
    public String getUid() {
        return uid;
    }

    /** Its size in octets, as the server lists it. */
    public long getSize() {
        return size;
    }
}
