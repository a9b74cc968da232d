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
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever is put together as RFC 2046 says comes apart again, octet for octet, however the octets arrive. */
class MimeStructurePropertyTest {

    /** A leaf has content and no parts. */
    record Tree(List<Tree> parts, byte[] content, boolean base64) {

        void write(String boundary, StringBuilder mail) {
            if (content != null) {
                mail.append("Content-Transfer-Encoding: ")
                        .append(base64 ? "base64" : "binary")
                        .append("\r\n\r\n");
                byte[] written = base64 ? Base64.getMimeEncoder().encode(content) : content;
                mail.append(new String(written, StandardCharsets.ISO_8859_1));
                return;
            }
            mail.append("Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\npreamble");
            for (int i = 0; i < parts.size(); i++) {
                mail.append("\r\n--" + boundary + "\r\n");
                parts.get(i).write(boundary + i, mail);
            }
            mail.append("\r\n--" + boundary + "--\r\nepilogue");
        }

        void collect(List<byte[]> contents) {
            if (content != null) {
                contents.add(content);
            } else {
                parts.forEach(part -> part.collect(contents));
            }
        }
    }

    @Provide
    Arbitrary<Tree> trees() {
        Arbitrary<byte[]> contents = Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200),
                Arbitraries.of("\r\n", "--", "--b", "\r\n--b", "=", "-", "\n", "\r", "x", "\r\n\r\n")
                        .list()
                        .ofMaxSize(20)
                        .map(pieces -> String.join("", pieces).getBytes(StandardCharsets.US_ASCII)));
        Arbitrary<Tree> leaves = Combinators.combine(contents, Arbitraries.of(true, false))
                .as((content, base64) -> new Tree(null, content, base64));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> inner.list().ofMinSize(1).ofMaxSize(4).map(parts -> new Tree(parts, null, false)),
                0,
                4);
    }

    @Property(tries = 500)
    void comesApartAgain(@ForAll("trees") Tree tree) throws IOException {
        StringBuilder text = new StringBuilder("Subject: s\r\n");
        tree.write("boundary", text);
        byte[] mail = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        List<byte[]> contents = new ArrayList<>();
        tree.collect(contents);
        for (OctetSource source : List.<OctetSource>of(() -> new ByteArrayInputStream(mail), () -> inTwo(mail))) {
            MimeDefects defects = new MimeDefects();
            List<MimeEntity> leaves = new ArrayList<>();
            collect(MimeReader.read(source, MimeLimits.DEFAULT, defects), leaves);
            assertTrue(defects.isEmpty(), defects::toString);
            assertEquals(contents.size(), leaves.size());
            for (int i = 0; i < contents.size(); i++) {
                try (InputStream in = leaves.get(i).open(source)) {
                    assertArrayEquals(contents.get(i), in.readAllBytes());
                }
            }
        }
    }

    /** A stream that has to be read twice to be read whole. */
    private static InputStream inTwo(byte[] mail) {
        int half = mail.length / 2;
        return new SequenceInputStream(
                new ByteArrayInputStream(mail, 0, half), new ByteArrayInputStream(mail, half, mail.length - half));
    }

    private static void collect(MimeEntity entity, List<MimeEntity> leaves) {
        if (entity.parts().isEmpty()) {
            leaves.add(entity);
        }
        entity.parts().forEach(part -> collect(part, leaves));
    }
}
