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
package io.github.pop3x.testing.parser;

import java.util.List;

/**
 * What another parser says of a mail, or of a part of one.
 *
 * @param type in lower case, without parameters
 * @param disposition in lower case, or null
 * @param name of the file, as its sender declared it, decoded; or null
 * @param id the Content-ID, or null
 * @param start the parameter of a related multipart (RFC 2387 §3.2), or null
 * @param octets decoded; none of a multipart
 * @param text the octets in the charset that the parser takes them to be in, or what it throws instead
 * @param parts empty for a leaf
 */
public record OtherPart(
        String type,
        String disposition,
        String name,
        String id,
        String start,
        byte[] octets,
        String text,
        List<OtherPart> parts) {

    public boolean isLeaf() {
        return parts.isEmpty();
    }
}
