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
import java.io.InputStream;
import java.io.OutputStream;

import io.github.pop3x.mime.MimeEntity;
import jakarta.activation.DataSource;

/**
 * An attachment that stays in the spool: it is decoded while it is read, each time anew, and no more of it is in memory
 * than a block. Safe for any number of threads; it outlives its exchange.
 */
final class AttachmentSource implements DataSource {

    private final SpooledMail mail;
    private final MimeEntity part;
    private final String name;

    /** @param name made safe */
    AttachmentSource(SpooledMail mail, MimeEntity part, String name) {
        this.mail = mail;
        this.part = part;
        this.name = name;
    }

    MimeEntity part() {
        return part;
    }

    /** The same attachment under another name. */
    AttachmentSource named(String other) {
        return new AttachmentSource(mail, part, other);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return part.open(mail);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        throw new IOException("an attachment of a mail cannot be written to");
    }

    /** The part's own words, so that it can be sent on; a type without parameters where they are not well written. */
    @Override
    public String getContentType() {
        return part.contentType();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String toString() {
        return "AttachmentSource[" + name + ", " + part + "]";
    }
}
