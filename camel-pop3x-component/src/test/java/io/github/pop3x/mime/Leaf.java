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
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a parser says of a part that has no parts: its type in lower case, and its decoded octets.
 *
 * @param type without parameters
 * @param length of the decoded octets
 * @param sha256 of the decoded octets, in hexadecimal
 */
record Leaf(String type, long length, String sha256) {

    static Leaf of(String type, InputStream decoded) throws IOException {
        try (DigestInputStream in = new DigestInputStream(decoded, MessageDigest.getInstance("SHA-256"))) {
            long length = in.transferTo(java.io.OutputStream.nullOutputStream());
            return new Leaf(
                    type, length, HexFormat.of().formatHex(in.getMessageDigest().digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return type + " " + length + " " + sha256.substring(0, 8);
    }
}
