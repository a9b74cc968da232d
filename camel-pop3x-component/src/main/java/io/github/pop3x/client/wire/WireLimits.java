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
package io.github.pop3x.client.wire;

/**
 * The bounds on what a server may send, each checked where the octets arrive.
 *
 * <p>RFC 1939 §3 allows 512 octets for a reply line; servers in the field exceed that in status texts and capability
 * lists, hence the roomier default. Lines of a message have no bound: a body is streamed and never held as lines.
 *
 * @param replyLine octets of one reply or listing line, CRLF included
 * @param replyLines lines of one multi-line reply that is not a message, e.g. entries of a listing
 * @param messageOctets octets of one message after unstuffing
 * @param drain octets that closing a half-read body may read and throw away before it gives the connection up
 */
public record WireLimits(int replyLine, int replyLines, long messageOctets, int drain) {

    /** 8 KiB a line, 20 million lines, messages of any size, 64 KiB to drain. */
    public static final WireLimits DEFAULT = new WireLimits(8192, 20_000_000, Long.MAX_VALUE, 65_536);

    /** Refuses limits that no conversation could live with. */
    public WireLimits {
        if (replyLine < 512 || replyLine > WireInput.BUFFER) {
            throw new IllegalArgumentException("replyLine must be 512 to " + WireInput.BUFFER + ", not " + replyLine);
        }
        if (replyLines < 1 || messageOctets < 1 || drain < 0) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
