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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The charset of octets, by what is declared and by what they are. Octets that are UTF-8 are UTF-8 where nothing is declared,
 * or ASCII, or something unknown, or something that they are not. Stateless.
 */
final class CharsetEvidence {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long HIGHEST_BITS = 0x8080808080808080L;

    /** Tells whether octets are written in a charset. */
    @FunctionalInterface
    interface Check<E extends Exception> {

        /** Tells whether all octets are characters of a charset. */
        boolean isWrittenIn(Charset charset) throws E;
    }

    private CharsetEvidence() {}

    /**
     * Chooses a charset.
     *
     * @param declared null if nothing is declared, or something unknown
     * @param fallback for octets that nothing is known about
     */
    static <E extends Exception> Charset choose(Charset declared, Check<E> octets, Charset fallback) throws E {
        if (declared != null && octets.isWrittenIn(declared)) {
            return declared;
        }
        if (octets.isWrittenIn(StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        return declared == null || CharsetLabels.isAscii(declared) ? fallback : declared;
    }

    /** Decodes octets as {@link #choose} has it; what is no character becomes U+FFFD. */
    static String decode(byte[] octets, Charset declared, Charset fallback) {
        TextStart start = new TextStart(octets);
        Charset ordered = start.byteOrder(
                CharsetLabels.saysNothing(declared) && start.isJapanese() ? CharsetLabels.JAPANESE : declared);
        return new String(
                octets,
                start.isUtf16(ordered) ? ordered : choose(ordered, charset -> isWrittenIn(octets, charset), fallback));
    }

    /** Tells whether no octet is past 127. Looks at eight octets at a time. */
    static boolean isAscii(byte[] octets) {
        int last = octets.length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if (((long) EIGHT.get(octets, i) & HIGHEST_BITS) != 0) {
                return false;
            }
        }
        for (int i = Math.max(0, last); i < octets.length; i++) {
            if (octets[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether all octets are characters of a charset. */
    static boolean isWrittenIn(byte[] octets, Charset charset) {
        if (CharsetLabels.isOfAsciiAndMore(charset) && isAscii(octets)) {
            return true;
        }
        try {
            strict(charset).decode(ByteBuffer.wrap(octets));
            return true;
        } catch (CharacterCodingException notWrittenInIt) {
            return false;
        }
    }

    /** A decoder that throws at octets that are no character. */
    static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
