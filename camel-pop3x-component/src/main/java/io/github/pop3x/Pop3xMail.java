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
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import io.github.pop3x.content.SpooledMail;
import io.github.pop3x.content.SpooledText;
import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.mime.MailText;
import io.github.pop3x.mime.OctetSource;
import io.github.pop3x.retrieval.RetrievedMessage;
import io.github.pop3x.spool.SpooledBody;
import io.github.pop3x.spool.SpooledMessage;
import org.apache.camel.StreamCache;

/**
 * A mail for a {@link Pop3xBinding}: its spooled octets, and the facts of its delivery. For one thread, except for
 * {@link #open()}.
 */
public final class Pop3xMail implements OctetSource {

    private final SpooledMessage octets;
    private final SpooledBody body;
    private final HeaderFields fields;
    private final RetrievedMessage retrieved;
    private final int attempt;

    /** @param body the exchange's own; its maker releases it when the exchange is done */
    Pop3xMail(SpooledBody body, HeaderFields fields, RetrievedMessage retrieved, int attempt) {
        this.octets = retrieved.octets();
        this.body = body;
        this.fields = fields;
        this.retrieved = retrieved;
        this.attempt = attempt;
    }

    /** The unique id of the message (RFC 1939 §7, UIDL). */
    public String uid() {
        return retrieved.message().uid();
    }

    /** How many times a route was started with this mail, this time included; 1 for the mail of an operation. */
    public int attempt() {
        return attempt;
    }

    /** The size in octets. */
    public long length() {
        return octets.length();
    }

    /** The fields of the header, unfolded, encoded words as they came; names in any letter case. */
    public Map<String, List<String>> fields() {
        return fields.all();
    }

    /** The first value of a field, or null if the mail has none. */
    public String field(String name) {
        return fields.first(name);
    }

    /** Opens the octets as the server sent them; any number of readers may read at a time, until the exchange is done. */
    @Override
    public InputStream open() throws IOException {
        return octets.open();
    }

    /**
     * The octets as a body, or a property, of the exchange: always the same object, which one thread reads at a time.
     * They are released when the exchange is done.
     */
    public StreamCache body() {
        return body;
    }

    /** A long text of the mail as a body, in place of {@link #body()}: given back when that is. */
    SpooledText text(MailText text) {
        return new SpooledText(body, text);
    }

    /**
     * The octets for the property of the exchange, and for attachments: given back when the exchange and its copies are done,
     * or that object is unreachable.
     *
     * @param hasAttachments whether attachments read from it, which can be kept for longer
     */
    SpooledMail held(boolean hasAttachments) {
        return new SpooledMail(body.another(), hasAttachments);
    }
}
