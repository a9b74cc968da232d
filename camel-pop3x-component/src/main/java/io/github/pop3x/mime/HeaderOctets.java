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

import java.util.Arrays;

/** The octets of one header while it is read: whole fields, as far as they fit. */
final class HeaderOctets {

    private final int bound;
    private byte[] octets = new byte[256];
    private int length;
    private int field;
    private boolean leavingOut;
    private boolean leftOut;

    /** @param bound how many octets are kept */
    HeaderOctets(int bound) {
        this.bound = bound;
    }

    /** Says that another line begins, with this octet. */
    void line(byte first) {
        if (first != ' ' && first != '\t') {
            field = length;
            leavingOut = false;
        }
    }

    /** Adds some of the line. */
    void add(byte[] source, int from, int to) {
        if (leavingOut) {
            return;
        }
        if (to - from > bound - length) {
            length = field;
            leavingOut = true;
            leftOut = true;
            return;
        }
        if (length + to - from > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + to - from));
        }
        System.arraycopy(source, from, octets, length, to - from);
        length += to - from;
    }

    /** How many octets are kept. */
    int length() {
        return length;
    }

    /** Tells whether a field did not fit. */
    boolean hasLeftOut() {
        return leftOut;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(octets, length);
    }
}
