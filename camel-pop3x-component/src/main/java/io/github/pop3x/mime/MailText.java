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
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a mail as characters: that of one part, or of several with a line break between two of them. A byte order mark
 * at the start of a part is not one of the characters. Immutable.
 */
public final class MailText {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final List<Piece> pieces;

    /**
     * A part, and what it is read in.
     *
     * @param whole its octets, decoded from their transfer encoding; null if there are too many to keep them
     */
    private record Piece(MimeEntity part, Charset charset, byte[] whole) {}

    private MailText(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /**
     * Finds out what the parts of a text are written in. Reads each of them, and keeps those that are short.
     *
     * @param parts at least one
     * @param mail the octets they were read from
     * @param defects where it is noted if a declared charset is unknown, or a part not written in it
     */
    public static MailText of(List<MimeEntity> parts, OctetSource mail, MimeDefects defects) throws IOException {
        List<Piece> pieces = new ArrayList<>(parts.size());
        int kept = 0;
        for (MimeEntity part : parts) {
            byte[] first = TextCharset.firstOctets(part, mail);
            Charset charset = TextCharset.of(part, first, mail, defects);
            kept += first.length;
            boolean whole = first.length < TextCharset.IN_MEMORY && kept <= TextCharset.IN_MEMORY;
            pieces.add(new Piece(part, charset, whole ? first : null));
        }
        return new MailText(pieces);
    }

    /** How many octets it has, before they are decoded. */
    public long encodedLength() {
        return pieces.stream().mapToLong(piece -> piece.part().encodedLength()).sum();
    }

    /**
     * Its Content-Type, now that it is no longer octets: that of its first part, with the charset that the part was read in.
     */
    public String contentType() {
        return TextCharset.contentType(pieces.get(0).part(), pieces.get(0).charset());
    }

    /** The charset that its first part declares, or null if that is unknown or none. */
    public Charset declaredCharset() {
        return CharsetLabels.find(pieces.get(0).part().parameter("charset"));
    }

    /**
     * Reads all of it.
     *
     * @param mail the octets it was read from
     */
    public String read(OctetSource mail) throws IOException {
        if (pieces.size() == 1 && pieces.get(0).whole() != null) {
            String text = new String(pieces.get(0).whole(), pieces.get(0).charset());
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        }
        try (Reader characters = open(mail)) {
            StringWriter text = new StringWriter();
            characters.transferTo(text);
            return text.toString();
        }
    }

    /**
     * Opens it for reading from its start.
     *
     * @param mail the octets it was read from; opened for each part, when the one before was closed
     * @return closed by the caller
     */
    public Reader open(OctetSource mail) {
        List<JoinedReader.Source> texts = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            texts.add(() -> new InputStreamReader(piece.part().open(mail), piece.charset()));
        }
        return new JoinedReader(texts);
    }

    /** What it is and where, never its characters. */
    @Override
    public String toString() {
        return "MailText" + pieces.stream().map(Piece::part).toList();
    }
}
