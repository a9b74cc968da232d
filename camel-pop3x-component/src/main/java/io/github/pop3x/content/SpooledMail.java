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
package io.github.pop3x.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.github.pop3x.mime.OctetSource;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * A mail's octets outside of a body: for its attachments, and as a property of its exchange. Where Camel copies an exchange
 * all copies share this object, so it has no read position; each reader opens a stream of its own, which keeps
 * the octets until it is closed. Safe for any number of threads.
 *
 * <p>The octets stay as long as this object is reachable, so that they survive their exchange where a route aggregates it;
 * or until all that said that they {@linkplain #hold hold} it have let it go. Attachments can be read after that: from
 * memory, where the octets no longer count then, and from a file, which stays until this object is unreachable.
 */
public final class SpooledMail implements OctetSource, StreamCache {

    private final SpooledBody octets;
    private final boolean hasAttachments;
    private int holders;

    /**
     * @param octets read by nobody else; their reference passes to this object
     * @param hasAttachments whether attachments read from it, which can be kept for longer than the exchange
     */
    public SpooledMail(SpooledBody octets, boolean hasAttachments) {
        this.octets = octets;
        this.hasAttachments = hasAttachments;
    }

    /** Keeps the octets until this is let go as often. */
    synchronized void hold() {
        holders++;
    }

    /** With the last that lets it go the octets are given back, but not the file that attachments read from. */
    synchronized void letGo() {
        holders--;
        if (holders == 0 && (octets.inMemory() || !hasAttachments)) {
            octets.release();
        }
    }

    /** Opens the octets from the start; if they were given back, the first read fails. */
    @Override
    public InputStream open() {
        SpooledBody reader = octets.another();
        return new FilterInputStream(reader) {
            @Override
            public void close() throws IOException {
                super.close();
                reader.release();
            }
        };
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        try (InputStream source = open()) {
            source.transferTo(target);
        }
    }

    /** This, since it can be shared. */
    @Override
    public StreamCache copy(Exchange exchange) {
        return this;
    }

    /** Does nothing: each reader begins at the start. */
    @Override
    public void reset() {
        // There is no place to go back from.
    }

    @Override
    public boolean inMemory() {
        return octets.inMemory();
    }

    @Override
    public long length() {
        return octets.length();
    }

    /** Always the start. */
    @Override
    public long position() {
        return 0;
    }

    /** What it is, never its octets. */
    @Override
    public String toString() {
        return "SpooledMail[" + octets.length() + " octets]";
    }
}
