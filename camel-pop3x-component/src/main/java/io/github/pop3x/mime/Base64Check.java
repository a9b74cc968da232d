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

/** Tells, while encoded octets pass by, whether they are base64 as RFC 2045 §6.8 has it. */
final class Base64Check implements EncodingCheck {

    private long digits;
    private int padding;
    private boolean foreign;

    /** Octets in lines that are base64 throughout, and in others. */
    private long encoded;

    private long plain;

    @Override
    public void see(byte[] octets, int from, int to) {
        // All but the last line hold nothing but digits, so that one look at their kinds suffices.
        int end = to;
        while (end > from && Base64Digits.kind(octets[end - 1]) == Base64Digits.LINE_END) {
            end--;
        }
        int kinds = Base64Digits.kinds(octets, from, end);
        if (kinds == Base64Digits.DIGIT) {
            digits += end - from;
            encoded += end - from;
            foreign |= padding > 0;
        } else if (kinds != 0) {
            seeEach(octets, from, end);
            boolean text = (kinds & (Base64Digits.FOREIGN | Base64Digits.BLANK)) != 0;
            encoded += text ? 0 : end - from;
            plain += text ? end - from : 0;
        }
    }

    @Override
    public int seeLines(byte[] octets, int from, int to, int length, int lineEnd) {
        if (padding > 0 || foreign || length <= lineEnd) {
            return from;
        }
        int count = length - lineEnd;
        int start = from;
        // A line end among digits would show in their kinds, so that none is searched for.
        while (start + length <= to
                && octets[start + length - 1] == '\n'
                && (lineEnd == 1 || octets[start + count] == '\r')
                && Base64Digits.areDigits(octets, start, start + count)) {
            digits += count;
            encoded += count;
            start += length;
        }
        return start;
    }

    private void seeEach(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            switch (Base64Digits.kind(octets[i])) {
                case Base64Digits.DIGIT -> {
                    digits++;
                    foreign |= padding > 0;
                }
                case Base64Digits.PADDING -> padding++;
                case Base64Digits.BLANK, Base64Digits.LINE_END -> {
                    // These are allowed anywhere.
                }
                default -> foreign = true;
            }
        }
    }

    /** Tells whether all of it was base64, and complete. */
    @Override
    public boolean isWhole() {
        return !foreign && padding < 3 && (digits + padding) % 4 == 0;
    }

    /** A label that is wrong: hardly a line could be base64. */
    @Override
    public boolean isPlain() {
        return padding == 0 && plain > 4 * encoded;
    }
}
