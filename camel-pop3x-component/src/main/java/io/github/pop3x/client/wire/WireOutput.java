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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The sending side: whole lines, collected until {@link #flush()} so that commands leave in one segment.
 *
 * <p>A line that contains CR, LF or NUL is refused before anything of it is kept: what looks like one command can
 * never become two. No message of an exception quotes the line, since it may hold a secret.
 */
public final class WireOutput {

    private static final int PENDING = 512;

    private final OutputStream target;
    private final WireTap tap;
    private final AsideWriter aside;
    private ByteArrayOutputStream pending = new ByteArrayOutputStream(PENDING);

    /**
     * @param target the connection
     * @param tap sees each line
     */
    public WireOutput(OutputStream target, WireTap tap) {
        this.target = target;
        this.tap = tap;
        this.aside = new AsideWriter(target);
    }

    /**
     * Appends a line.
     *
     * @param line the line without CRLF; sent in UTF-8
     * @param shown what the tap gets to see: the line, its secrets masked
     * @param maxOctets the most octets that the line may have, CRLF included
     * @throws IllegalArgumentException if the line has CR, LF or NUL in it, or is too long; nothing is kept of it
     */
    public void writeLine(String line, String shown, int maxOctets) {
        byte[] octets = line.getBytes(StandardCharsets.UTF_8);
        for (byte octet : octets) {
            if (octet == '\r' || octet == '\n' || octet == 0) {
                throw new IllegalArgumentException("a command must not contain CR, LF or NUL");
            }
        }
        if (octets.length + 2 > maxOctets) {
            throw new IllegalArgumentException("a line of " + (octets.length + 2) + " octets is longer than the "
                    + maxOctets + " that the protocol allows");
        }
        pending.writeBytes(octets);
        pending.write('\r');
        pending.write('\n');
        tap.sent(shown);
    }

    /** Appends octets that are not lines, and that the tap does not see. */
    void write(byte[] octets) {
        pending.writeBytes(octets);
    }

    /** Sends what was written since the last flush, in one write. */
    public void flush() throws IOException {
        if (pending.size() == 0) {
            return;
        }
        aside.awaitIdle();
        byte[] octets = pending.toByteArray();
        pending.reset();
        target.write(octets);
        target.flush();
    }

    /**
     * Sends what was written since the last flush on another thread. Octets may be read meanwhile, also by a server that
     * takes nothing before what it has said is read.
     *
     * @throws IOException if what was sent before could not be written
     */
    public void flushAside() throws IOException {
        if (pending.size() > 0) {
            ByteArrayOutputStream octets = pending;
            pending = new ByteArrayOutputStream(PENDING);
            aside.write(octets);
        }
    }

    /** Tells whether all that was sent has left, as far as this side can tell. */
    public boolean isWritten() {
        return aside.isIdle();
    }
}
