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

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

import io.github.pop3x.mime.MailText;
import io.github.pop3x.spool.SpooledBody;
import io.github.pop3x.spool.SpooledContent;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StreamCache;

/**
 * A mail's text that is too long for the heap, as the body of an exchange: characters that are decoded from the spool when
 * they are read, and can be read again from the start. For one thread; {@link #copy} gives another thread its own.
 */
public final class SpooledText extends Reader implements SpooledContent {

    private final SpooledBody octets;
    private final MailText text;
    private Reader reader;
    private long position;

    /** @param octets read by this text alone; their reference passes to it */
    public SpooledText(SpooledBody octets, MailText text) {
        this.octets = octets;
        this.text = text;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (reader == null) {
            reader = text.open(() -> {
                octets.reset();
                return octets;
            });
        }
        int count = reader.read(target, offset, length);
        position += Math.max(count, 0);
        return count;
    }

    /** Ends this reading; {@link #reset()} begins another. */
    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }

    /** Goes back to the start. */
    @Override
    public void reset() {
        try {
            close();
        } catch (IOException e) {
            throw new RuntimeCamelException("Cannot reset the mail's text", e);
        }
        reader = null;
        position = 0;
    }

    /** Writes the text from the start, in UTF-8 whatever it was written in. */
    @Override
    public void writeTo(OutputStream target) throws IOException {
        reset();
        Writer writer = new OutputStreamWriter(target, StandardCharsets.UTF_8);
        transferTo(writer);
        writer.flush();
    }

    @Override
    public SpooledText another() {
        return new SpooledText(octets.another(), text);
    }

    @Override
    public void release() {
        octets.release();
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        return new SpooledText((SpooledBody) octets.copy(exchange), text);
    }

    @Override
    public boolean inMemory() {
        return octets.inMemory();
    }

    /** Not known before it was read. */
    @Override
    public long length() {
        return 0;
    }

    @Override
    public long position() {
        return position;
    }

    /** What it is, never its characters. */
    @Override
    public String toString() {
        return "SpooledText[" + text + "]";
    }
}
