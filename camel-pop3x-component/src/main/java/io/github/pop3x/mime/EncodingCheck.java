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

/** Looks at the octets of a body while they pass by, and says whether they are written as their encoding wants it. */
interface EncodingCheck {

    /** Looks at more octets: any piece of the body, in order. */
    void see(byte[] octets, int from, int to);

    /**
     * Looks at whole lines at once, if they are alike: as long as the line that was seen last, with the same line end, and
     * without anything that is to be looked at more closely.
     *
     * @param from where a line begins
     * @param to where the octets end
     * @param length of the line that was seen last, with its line end
     * @param lineEnd 2 for CRLF, 1 for LF
     * @return where the first line begins that was not seen
     */
    default int seeLines(byte[] octets, int from, int to, int length, int lineEnd) {
        return from;
    }

    /** Tells whether nothing was wrong with what was seen, if that is all of the body. */
    boolean isWhole();

    /** Tells whether what was seen is plainly not encoded at all, so that it is to be read as it is. */
    default boolean isPlain() {
        return false;
    }
}
