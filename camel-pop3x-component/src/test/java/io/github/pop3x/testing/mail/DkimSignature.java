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
package io.github.pop3x.testing.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signatures of DomainKeys Identified Mail by rsa-sha256 (RFC 6376), made and verified. The key is at hand, where others
 * ask the DNS for it; a signature covers the whole body. Octets are held as ISO 8859-1 text, a character each.
 */
public final class DkimSignature {

    private static final String FIELD = "DKIM-Signature";

    private DkimSignature() {}

    /** What a signature does not distinguish (RFC 6376 §3.4). */
    public enum Canonicalization {
        /** Nothing but how many empty lines end the body. */
        SIMPLE {
            @Override
            public String field(String field) {
                return field;
            }

            @Override
            public String body(String body) {
                return body.replaceFirst("(\r\n)*\\z", "\r\n");
            }
        },
        /** Also where fields are folded, how their names are written, and how much white space separates words. */
        RELAXED {
            @Override
            public String field(String field) {
                int colon = field.indexOf(':');
                String name = field.substring(0, colon).toLowerCase(Locale.ROOT);
                String value = field.substring(colon + 1).replace("\r\n", "").replaceAll("[ \t]+", " ");
                return name.strip() + ":" + value.strip() + "\r\n";
            }

            @Override
            public String body(String body) {
                String lines = body.replaceAll("[ \t]+", " ").replace(" \r\n", "\r\n");
                return lines.replaceFirst("(\r\n)*\\z", lines.matches("(\r\n)*") ? "" : "\r\n");
            }
        };

        /** A field with its line end, in the form that is signed. */
        public abstract String field(String field);

        /** The body in the form of which the hash is signed. */
        public abstract String body(String body);
    }

    /** How a signature canonicalizes: its tag {@code c}. */
    private record Canonicalizations(Canonicalization fields, Canonicalization body) {

        static Canonicalizations of(String tag) {
            String[] names = tag.toUpperCase(Locale.ROOT).split("/");
            return new Canonicalizations(Canonicalization.valueOf(names[0]), Canonicalization.valueOf(names[1]));
        }

        /** The hash of the body, in base64. */
        String bodyHash(String mail) throws GeneralSecurityException {
            String content = body.body(mail.substring(endOfFields(mail) + 2));
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(octets(content)));
        }

        /** What the key signs: the named fields, then the signature's own, whose tag b is empty (RFC 6376 §3.7). */
        byte[] signed(List<String> fields, List<String> names, String unsigned) {
            Map<String, Deque<String>> byName = new HashMap<>();
            // A name that is repeated means the fields of that name from the last one up (RFC 6376 §5.4.2).
            fields.forEach(field -> byName.computeIfAbsent(name(field), name -> new ArrayDeque<>())
                    .push(field));
            StringBuilder signed = new StringBuilder();
            for (String name : names) {
                String field = byName.getOrDefault(name, new ArrayDeque<>()).poll();
                signed.append(field == null ? "" : this.fields.field(field));
            }
            return octets(signed + this.fields.field(unsigned + "\r\n").replaceFirst("\r\n\\z", ""));
        }
    }

    /**
     * Signs all fields and the body.
     *
     * @param octets           the mail
     * @param canonicalization of fields and body, such as {@code relaxed/simple}
     * @param key              of RSA
     * @return the mail with the signature as its first field
     */
    public static byte[] sign(byte[] octets, String canonicalization, PrivateKey key) throws GeneralSecurityException {
        String mail = text(octets);
        var how = Canonicalizations.of(canonicalization);
        List<String> names = fields(mail).stream().map(DkimSignature::name).toList();
        String unsigned = FIELD + ": v=1; a=rsa-sha256; c=" + canonicalization + ";\r\n\td=example.org; s=test;\r\n h="
                + String.join(":\r\n  ", names) + ";\r\n\tbh=" + how.bodyHash(mail) + ";\r\n\tb=";
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(how.signed(fields(mail), names, unsigned));
        return octets(unsigned + Base64.getMimeEncoder(64, octets("\r\n\t")).encodeToString(signature.sign()) + "\r\n"
                + mail);
    }

    /** Whether the first signature of a mail is of this key and of this mail (RFC 6376 §6.1.3). */
    public static boolean verifies(byte[] octets, PublicKey key) throws GeneralSecurityException {
        String mail = text(octets);
        String own = fields(mail).stream()
                .filter(field -> name(field).equals(FIELD.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
        Map<String, String> tags = tags(own);
        var how = Canonicalizations.of(tags.get("c"));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        String unsigned = own.replaceFirst("(;\\s*b\\s*=)[^;]*\\z", "$1");
        signature.update(how.signed(
                fields(mail), List.of(tags.get("h").toLowerCase(Locale.ROOT).split(":")), unsigned));
        return how.bodyHash(mail).equals(tags.get("bh"))
                && signature.verify(Base64.getDecoder().decode(tags.get("b")));
    }

    /** The tags of a signature by name, without the white space that may fold them (RFC 6376 §3.2). */
    private static Map<String, String> tags(String field) {
        String list = field.substring(field.indexOf(':') + 1).replaceAll("\\s", "");
        return Arrays.stream(list.split(";"))
                .map(tag -> tag.split("=", 2))
                .collect(Collectors.toMap(tag -> tag[0], tag -> tag[1]));
    }

    /** The fields of a mail in order, each as it stands there, with its line ends. */
    private static List<String> fields(String mail) {
        return List.of(mail.substring(0, endOfFields(mail)).split("(?<=\r\n)(?![ \t])"));
    }

    /** Where the empty line begins that ends the fields. */
    private static int endOfFields(String mail) {
        return mail.indexOf("\r\n\r\n") + 2;
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
