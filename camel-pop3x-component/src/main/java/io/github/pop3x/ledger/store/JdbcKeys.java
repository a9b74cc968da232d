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
package io.github.pop3x.ledger.store;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

import io.github.pop3x.digest.Sha256;
import io.github.pop3x.ledger.MessageIdentity;

/** The keys of the rows of a ledger's table, and texts in a form that every database takes. */
final class JdbcKeys {

    /** Characters of a mailbox's name in a row. */
    static final int SHOWN_OF_A_MAILBOX = 255;

    private static final int DIGEST_OCTETS = 16;
    private static final int SORTED_BY = 31;

    private JdbcKeys() {}

    /** What a mailbox is found by. */
    static String key(String mailbox) {
        return digest(mailbox);
    }

    /**
     * What a message of a mailbox is found by. Its id comes first, for servers give ids in an order of their own, and
     * what is recorded together then lies together.
     */
    static String key(MessageIdentity identity) {
        return prefix(identity.uid()) + digest(identity.uid(), identity.size(), identity.occurrence());
    }

    /** What the keys of all messages with this unique id begin with. */
    static String prefix(String uid) {
        String text = escaped(uid);
        return text.substring(0, Math.min(text.length(), SORTED_BY)) + '-';
    }

    /** Half of a SHA-256 in hexadecimal. */
    private static String digest(String text, long... numbers) {
        ByteBuffer octets = ByteBuffer.allocate(numbers.length * Long.BYTES);
        for (long number : numbers) {
            octets.putLong(number);
        }
        MessageDigest digest = Sha256.newDigest();
        digest.update(octets.array());
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, DIGEST_OCTETS);
    }

    /** A mailbox's name as a reader of the table sees it. */
    static String shown(String mailbox) {
        String text = escaped(mailbox).replace("%40", "@").replace("%3A", ":");
        return text.substring(0, Math.min(text.length(), SHOWN_OF_A_MAILBOX));
    }

    /** Not every database takes every character. */
    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String unescaped(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
