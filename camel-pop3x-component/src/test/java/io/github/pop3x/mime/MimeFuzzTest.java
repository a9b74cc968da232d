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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * There are no octets that cannot be read as a mail: whatever they are, parts lie within one another, names are safe, decoding
 * is bounded, and a text is the same whether it is read at once or as a stream.
 */
class MimeFuzzTest {

    private static final MimeLimits LIMITS = new MimeLimits(20, 4, 2000);

    @FuzzTest
    void mail(byte[] octets) throws IOException {
        OctetSource mail = () -> new ByteArrayInputStream(octets);
        for (TextPreference preference : TextPreference.values()) {
            MimeDefects defects = new MimeDefects();
            MimeEntity whole = MimeReader.read(mail, LIMITS, defects);
            check(whole, mail, octets.length);
            if (!defects.isStructureUnreadable()) {
                checkText(MailContent.of(whole, mail, preference), mail, octets.length, defects);
            }
            checkFields(whole, defects);
            assertEquals(defects.isEmpty(), defects.toString().isEmpty());
        }
    }

    private static void check(MimeEntity entity, OctetSource mail, int most) throws IOException {
        assertTrue(entity.encodedLength() >= 0 && entity.encodedLength() <= most);
        String name = FileName.of(entity, true);
        if (name != null) {
            assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 255, name);
            assertTrue(name.chars().noneMatch(c -> "/\\:<>|?*\"".indexOf(c) >= 0 || Character.isISOControl(c)), name);
        }
        assertTrue(FileName.numbered(entity).matches("part(-[0-9.]+)?\\.[a-z0-9]+"));
        assertFalse(entity.contentType().isEmpty());
        if (entity.parts().isEmpty()) {
            try (InputStream in = entity.open(mail)) {
                // Of a line of uuencode its blanks may have been cut off: two octets stand for at most 63.
                assertTrue(in.readAllBytes().length <= 32 * most, "decoding is bounded");
            }
        }
        for (MimeEntity part : entity.parts()) {
            check(part, mail, most);
        }
    }

    private static void checkText(MailContent content, OctetSource mail, int most, MimeDefects defects)
            throws IOException {
        List<MimeEntity> texts = content.texts();
        if (texts.isEmpty()) {
            return;
        }
        MailText text = MailText.of(texts, mail, defects);
        StringWriter streamed = new StringWriter();
        try (Reader characters = text.open(mail)) {
            characters.transferTo(streamed);
        }
        assertEquals(streamed.toString(), text.read(mail));
        assertTrue(streamed.getBuffer().length() <= 64 * most + 2 * texts.size(), "a text is bounded");
        assertTrue(text.contentType().toLowerCase(Locale.ROOT).startsWith("text/"), text.contentType());
    }

    private static void checkFields(MimeEntity whole, MimeDefects defects) {
        whole.header()
                .all()
                .forEach((name, values) -> values.forEach(value -> {
                    String decoded = FieldText.decode(name, value, defects);
                    assertTrue(decoded.chars().noneMatch(c -> c == '\r' || c == '\n' || c == '\0'), name);
                    assertTrue(decoded.length() <= 4 * value.length() + 2, name);
                }));
    }
}
