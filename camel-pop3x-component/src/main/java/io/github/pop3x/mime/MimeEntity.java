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
package io.github.pop3x.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A mail, or a part of one: a header, and a range of octets, which are decoded when they are read. A multipart that
 * could be split has parts; everything else is a leaf, also a message in a message and a signature. Immutable once it
 * was read and mapped.
 */
public final class MimeEntity {

    private final String path;
    private final HeaderFields header;
    private final ContentField type;
    private final ContentField disposition;
    private TransferEncoding encoding;
    private final boolean resourceFork;
    private final long start;
    private long end;
    private Charset fieldCharset = CharsetLabels.WESTERN;
    private ParameterValue.Decoded declaredName;
    private final List<MimeEntity> parts = new ArrayList<>(0);

    /**
     * @param path see {@link #path()}
     * @param whole the multipart that it is a part of, or null for the mail itself
     * @param start where its body begins
     */
    MimeEntity(String path, HeaderFields header, MimeEntity whole, long start) {
        this.path = path;
        this.header = header;
        this.start = start;
        this.end = start;
        String contentType = header.firstOctets("Content-Type");
        type = ContentField.contentType(contentType == null ? usualType(whole) : contentType);
        String field = header.firstOctets("Content-Disposition");
        disposition = field == null ? null : ContentField.disposition(field);
        encoding = TransferEncoding.named(header.firstOctets("Content-Transfer-Encoding"));
        declaredName = findName();
        resourceFork =
                whole != null && whole.type().equals("multipart/appledouble") && type().equals("application/applefile");
    }

    /** RFC 2046 §5.1.5: what is in a digest is a message if it does not say otherwise. */
    private static String usualType(MimeEntity whole) {
        return whole != null && whole.type().equals("multipart/digest") ? "message/rfc822" : "text/plain";
    }

    /** Tells whether it holds the properties of a file on a Macintosh (RFC 1740), whose name the file itself has, too. */
    boolean isResourceFork() {
        return resourceFork;
    }

    /**
     * Reads fields and names of files that are not UTF-8 in the charset that the text of the mail declares; those of its parts,
     * too. To be called once, before they are used.
     *
     * @param declared null if the text declares none
     */
    public void readFieldsIn(Charset declared) {
        fieldCharset = CharsetLabels.ofFields(declared);
        if (!fieldCharset.equals(CharsetLabels.WESTERN)) {
            header.readIn(fieldCharset);
            declaredName = findName();
        }
        parts.forEach(part -> part.readFieldsIn(declared));
    }

    void endAt(long position) {
        end = Math.max(start, position);
    }

    void add(MimeEntity part) {
        parts.add(part);
    }

    boolean hasMalformedType() {
        return type.isMalformed();
    }

    boolean hasMalformedDisposition() {
        return disposition != null && disposition.isMalformed();
    }

    /** Tells whether the charset of its file name is unknown, or does not have the name's octets. */
    boolean hasUndecodableName() {
        if (declaredName == null || declaredName.damaged()) {
            return declaredName != null;
        }
        boolean[] undecodable = new boolean[1];
        EncodedWords.decode(declaredName.text(), () -> undecodable[0] = true);
        return undecodable[0];
    }

    /** The octets of a parameter of its type, or null. */
    byte[] octetsOf(String parameter) {
        return type.octets(parameter);
    }

    /** Null if it is unknown. */
    TransferEncoding encoding() {
        return encoding;
    }

    /** Says that its octets are not encoded, though its header says so. */
    void isNotEncoded() {
        encoding = TransferEncoding.IDENTITY;
    }

    /** Where it stands: empty for the mail itself, {@code 2.1} for the first part of its second part. */
    public String path() {
        return path;
    }

    /** Its fields. */
    public HeaderFields header() {
        return header;
    }

    /** Its type in lower case, {@code text/plain} where it is not written as a type is (RFC 2045 §5.2). */
    public String type() {
        return type.value().indexOf('/') < 0 ? "text/plain" : type.value();
    }

    /** Its Content-Type field as it came, or its type alone if the field is missing or not written as it should be. */
    public String contentType() {
        String field = header.firstNotEmpty("Content-Type");
        return field == null || type.isMalformed() ? type() : field;
    }

    /** A parameter of its type, such as the charset, or null; the name in lower case. */
    public String parameter(String name) {
        ParameterValue.Decoded parameter = type.parameter(name, CharsetLabels.WESTERN);
        return parameter == null ? null : parameter.text();
    }

    /**
     * Tells whether it is there to be kept, not to be shown in place (RFC 2183 §2.2). A word that is unknown means that; a
     * disposition without a word means nothing.
     */
    public boolean isAttachment() {
        return disposition != null
                && !disposition.value().isEmpty()
                && !disposition.value().equals("inline");
    }

    /** The name of the file it was, as its sender wrote it: not to be trusted. Null if it has none. */
    public String fileName() {
        return declaredName == null ? null : declaredName.text();
    }

    private ParameterValue.Decoded findName() {
        ParameterValue.Decoded name = named(disposition, "filename");
        name = name == null ? named(type, "name") : name;
        name = name == null ? named(disposition, "name") : name;
        return name == null ? named(type, "filename") : name;
    }

    private ParameterValue.Decoded named(ContentField field, String parameter) {
        ParameterValue.Decoded name = field == null ? null : field.parameter(parameter, fieldCharset);
        return name == null || BlankCharacters.areAll(name.text()) ? null : name;
    }

    /** Its parts in order, empty for a leaf. */
    public List<MimeEntity> parts() {
        return Collections.unmodifiableList(parts);
    }

    /** How many octets its body has, before they are decoded. */
    public long encodedLength() {
        return end - start;
    }

    /**
     * Opens its body for reading, decoded. What is not encoded as it should is passed over, not reported.
     *
     * @param mail the octets it was read from
     * @return closed by the caller
     */
    public InputStream open(OctetSource mail) throws IOException {
        InputStream encoded = new OctetRange(mail.open(), start, end - start);
        return encoding == null ? encoded : encoding.decode(encoded);
    }

    /** What it is and where, never its octets. */
    @Override
    public String toString() {
        return "MimeEntity[" + path + " " + type() + ", " + encodedLength() + " octets]";
    }
}
