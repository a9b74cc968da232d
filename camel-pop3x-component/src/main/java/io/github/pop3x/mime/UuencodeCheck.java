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

/** Tells whether a body is uuencode with its begin and its end, as {@link UuencodedLines} reads it. */
final class UuencodeCheck implements EncodingCheck {

    private final UuencodedLines lines = new UuencodedLines();
    private final byte[] unused = new byte[UuencodedLines.MOST_OCTETS];
    private boolean seen;

    @Override
    public void see(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] == '\n') {
                lines.endLine(false, unused);
            } else {
                seen |= octets[i] > ' ';
                lines.add(octets[i]);
            }
        }
    }

    @Override
    public boolean isWhole() {
        if (!lines.isEmpty() && !lines.hasEnded()) {
            lines.endLine(true, unused);
        }
        return !seen || lines.isWhole();
    }
}
