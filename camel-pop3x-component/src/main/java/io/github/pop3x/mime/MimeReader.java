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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Splits a mail into its entities, in one pass and without going back. What it keeps are headers and positions, so that it
 * needs as much memory for a mail of gigabytes as for a small one; and each line is compared with no more boundaries than
 * there are multiparts around it.
 *
 * <p>It looks for delimiters from the outermost multipart inward: whatever a part contains, it ends where the whole says
 * that it ends (RFC 2046 §5.1.2).
 */
public final class MimeReader {

    private static final int LONGEST_BOUNDARY = OctetLines.SURE / 2;

    private final MimeLimits limits;
    private final MimeDefects defects;
    private final OctetLines lines;

    /** The multiparts around the octets that are being read, the outermost first. */
    private final List<Multipart> open = new ArrayList<>();

    /** Those of them whose closing delimiter has been read. Gateways append parts after it, which are kept. */
    private final Set<MimeEntity> closedMultiparts = Collections.newSetFromMap(new IdentityHashMap<>());

    private MimeEntity mail;
    private MimeEntity leaf;
    private EncodingCheck check;
    private HeaderOctets header;
    private long headerStart;
    private int partHeaderOctets;
    private int parts;
    private boolean givenUp;

    private record Multipart(MimeEntity entity, byte[] boundary) {}

    private MimeReader(InputStream octets, MimeLimits limits, MimeDefects defects) {
        this.lines = new OctetLines(octets);
        this.limits = limits;
        this.defects = defects;
        this.header = new HeaderOctets(limits.maxHeaderSize());
    }

    /**
     * Reads a mail.
     *
     * @param octets opened once, and read once from start to end
     * @param defects receives what is wrong; if the structure {@linkplain MimeDefects#isStructureUnreadable() is unreadable}
     *     afterwards, parts are missing
     * @return the mail, never null
     * @throws IOException if the octets cannot be read
     */
    public static MimeEntity read(OctetSource octets, MimeLimits limits, MimeDefects defects) throws IOException {
        try (InputStream in = octets.open()) {
            return new MimeReader(in, limits, defects).read();
        }
    }

    private MimeEntity read() throws IOException {
        while (!givenUp && lines.next()) {
            if (!lines.mayDelimit() || !delimiter()) {
                content();
            }
        }
        finish(0, lines.end());
        return mail;
    }

    private void content() {
        if (header == null) {
            if (check != null) {
                lines.showTo(check);
            }
        } else if (lines.isEmptyLine()) {
            if (mail == null && header.length() == 0 && !header.hasLeftOut()) {
                headerStart = lines.end();
            } else {
                endHeader(lines.end(), true);
            }
        } else {
            if (lines.begins()) {
                header.line(lines.first());
            }
            lines.addTo(header);
        }
    }

    private boolean delimiter() {
        for (int i = 0; i < open.size(); i++) {
            byte[] boundary = open.get(i).boundary();
            boolean closes = lines.closes(boundary);
            if (closes || lines.delimits(boundary)) {
                delimit(innermost(i), closes);
                return true;
            }
        }
        return false;
    }

    /** Of the multiparts with the same boundary the innermost that is not closed, else the outermost. */
    private int innermost(int outermost) {
        byte[] boundary = open.get(outermost).boundary();
        for (int i = open.size() - 1; i > outermost; i--) {
            boolean closed = closedMultiparts.contains(open.get(i).entity());
            if (!closed && Arrays.equals(boundary, open.get(i).boundary())) {
                return i;
            }
        }
        return outermost;
    }

    private void delimit(int index, boolean closes) {
        MimeEntity multipart = open.get(index).entity();
        finish(index + 1, lines.endOfLineBefore());
        if (closes) {
            if (closedMultiparts.add(multipart)) {
                multipart.endAt(lines.endOfLineBefore());
            }
        } else {
            if (closedMultiparts.remove(multipart)) {
                defects.add(MimeDefect.PARTS_AFTER_END, multipart.path());
            }
            beginPart(multipart);
        }
    }

    private void beginPart(MimeEntity whole) {
        if (++parts > limits.maxParts()) {
            giveUp(MimeDefect.TOO_MANY_PARTS, whole);
            return;
        }
        header = new HeaderOctets(limits.maxHeaderSize() - partHeaderOctets);
        headerStart = lines.end();
    }

    private void giveUp(MimeDefect defect, MimeEntity entity) {
        defects.add(defect, entity.path());
        givenUp = true;
    }

    /**
     * Ends the part that is being read, and the multiparts around it.
     *
     * @param outermost how many multiparts stay open
     * @param end where what has no end of its own ends
     */
    private void finish(int outermost, long end) {
        if (header != null) {
            endHeader(end, false);
        }
        if (leaf != null) {
            leaf.endAt(end);
            if (check != null && !check.isWhole()) {
                defects.add(leaf.encoding().defect(), leaf.path());
                if (check.isPlain() && leaf.type().startsWith("text/")) {
                    leaf.isNotEncoded();
                }
            }
            leaf = null;
            check = null;
        }
        for (int i = open.size() - 1; i >= outermost; i--) {
            MimeEntity multipart = open.remove(i).entity();
            boolean closed = closedMultiparts.remove(multipart);
            if (!closed) {
                multipart.endAt(end);
            }
            boolean split = !multipart.parts().isEmpty();
            if (!givenUp && !(closed && split)) {
                defects.add(split ? MimeDefect.UNCLOSED_MULTIPART : MimeDefect.NO_PARTS, multipart.path());
            }
        }
    }

    /**
     * @param end where the body begins, if no text stands in the header
     * @param ended whether an empty line ended the header
     */
    private void endHeader(long end, boolean ended) {
        MimeEntity whole = mail == null ? null : open.get(open.size() - 1).entity();
        String path = whole == null ? "" : pathOfNext(whole);
        byte[] octets = header.toByteArray();
        HeaderFields fields = HeaderFields.parse(octets);
        boolean late = whole == null && headerStart > 0;
        boolean malformed = late ? isOfMail(fields) : fields.hasStrayLines();
        int text = textIn(octets, fields, ended, late);
        if (text >= 0) {
            fields = HeaderFields.parse(Arrays.copyOf(octets, text));
        }
        MimeEntity entity = new MimeEntity(path, fields, whole, text < 0 ? end : headerStart + text);
        note(fields.all().isEmpty() && whole == null, MimeDefect.NO_HEADER, entity);
        note(malformed, MimeDefect.MALFORMED_FIELD, entity);
        note(fields, entity);
        if (whole == null) {
            mail = entity;
        } else {
            whole.add(entity);
            partHeaderOctets += header.length();
        }
        header = null;
        begin(entity);
        if (text >= 0 && check != null) {
            check.see(octets, text, octets.length);
        }
    }

    /** Where the text begins that stands where a header should, or -1 if there is none. */
    private int textIn(byte[] octets, HeaderFields fields, boolean ended, boolean late) {
        if (header.hasLeftOut()) {
            return -1;
        }
        if (fields.all().isEmpty()) {
            // Lines of which none is a field are the text of a sender who knows nothing of headers.
            return mail == null || fields.hasStrayLines() ? 0 : -1;
        }
        if (late && !isOfMail(fields)) {
            return 0;
        }
        return fields.hasStrayLines() ? TextInHeader.start(octets, ended) : -1;
    }

    /** Tells whether fields after an empty line are those of a mail, and not the first lines of a text. */
    private static boolean isOfMail(HeaderFields fields) {
        return fields.first("From") != null || fields.first("Received") != null || fields.first("Date") != null;
    }

    private static String pathOfNext(MimeEntity whole) {
        return (whole.path().isEmpty() ? "" : whole.path() + ".")
                + (whole.parts().size() + 1);
    }

    private void note(HeaderFields fields, MimeEntity entity) {
        note(fields.isEightBit(), MimeDefect.EIGHT_BIT_HEADER, entity);
        note(header.hasLeftOut(), MimeDefect.HEADER_TOO_LARGE, entity);
        note(entity.hasMalformedType(), MimeDefect.MALFORMED_CONTENT_TYPE, entity);
        note(entity.hasMalformedDisposition(), MimeDefect.MALFORMED_DISPOSITION, entity);
        note(entity.hasUndecodableName(), MimeDefect.UNDECODABLE_NAME, entity);
        note(entity.encoding() == null, MimeDefect.UNKNOWN_ENCODING, entity);
    }

    private void note(boolean found, MimeDefect defect, MimeEntity entity) {
        if (found) {
            defects.add(defect, entity.path());
        }
    }

    private void begin(MimeEntity entity) {
        byte[] boundary = entity.type().startsWith("multipart/") ? boundaryOf(entity) : null;
        if (boundary == null) {
            leaf = entity;
            check = entity.encoding() == null ? null : entity.encoding().check();
        } else if (open.size() == limits.maxDepth()) {
            giveUp(MimeDefect.TOO_DEEP, entity);
        } else {
            open.add(new Multipart(entity, boundary));
        }
    }

    private byte[] boundaryOf(MimeEntity multipart) {
        byte[] boundary = multipart.octetsOf("boundary");
        int length = boundary == null ? 0 : boundary.length;
        // Blanks at the end would be taken off by transport (RFC 2046 §5.1.1).
        while (length > 0 && boundary[length - 1] == ' ') {
            length--;
        }
        if (length == 0 || length > LONGEST_BOUNDARY) {
            defects.add(MimeDefect.MISSING_BOUNDARY, multipart.path());
            return null;
        }
        return Arrays.copyOf(boundary, length);
    }
}
