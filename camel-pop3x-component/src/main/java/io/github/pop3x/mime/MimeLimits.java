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

/**
 * The limits for the structure of a mail. A mail that exceeds them is not split into parts, or read with fewer fields,
 * and its defects say so.
 *
 * @param maxParts parts of a mail, those of its parts included
 * @param maxDepth multiparts in one another, the outermost included
 * @param maxHeaderSize octets that are read of the mail's header, and as many again of the headers of all its parts
 *     together; a field that does not fit is left out
 */
public record MimeLimits(int maxParts, int maxDepth, int maxHeaderSize) {

    /** More than any lawful mail needs, and little enough for a small heap. */
    public static final MimeLimits DEFAULT = new MimeLimits(1_000, 32, 256 * 1024);

    /** @throws IllegalArgumentException if one is less than 1 */
    public MimeLimits {
        if (maxParts < 1 || maxDepth < 1 || maxHeaderSize < 1) {
            throw new IllegalArgumentException("maxParts, maxDepth and maxHeaderSize must be at least 1: " + maxParts
                    + ", " + maxDepth + ", " + maxHeaderSize);
        }
    }
}
