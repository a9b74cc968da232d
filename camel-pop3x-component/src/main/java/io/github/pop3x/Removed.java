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

import java.util.List;
import java.util.stream.Collectors;

import io.github.pop3x.client.MaildropListing;
import io.github.pop3x.client.Pop3Message;

/**
 * The messages that a session has deleted, as confirmed by the server's answer to QUIT (RFC 1939 §6).
 *
 * @param messages as they were listed
 */
public record Removed(List<Pop3Message> messages) {

    private static final int SHOWN = 20;

    /** Keeps a copy, unless it is a listing: that does not change, and is far smaller than its messages one by one. */
    public Removed {
        messages = messages instanceof MaildropListing ? messages : List.copyOf(messages);
    }

    /** How many messages. */
    public int count() {
        return messages.size();
    }

    /** Their size in octets together, as listed. */
    public long octets() {
        return messages.stream().mapToLong(Pop3Message::size).sum();
    }

    /** Count, octets, and the first of them. */
    @Override
    public String toString() {
        String first = messages.stream()
                .limit(SHOWN)
                .map(message -> message.uid().isEmpty() ? "number " + message.number() : message.uid())
                .collect(Collectors.joining(", "));
        String more = count() > SHOWN ? ", …" : "";
        return "Removed[count=" + count() + ", octets=" + octets() + ", messages=" + first + more + "]";
    }
}
