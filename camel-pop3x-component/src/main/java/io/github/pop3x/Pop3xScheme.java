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
package io.github.pop3x;

import java.util.Locale;

import io.github.pop3x.client.TlsMode;

/** The two schemes, and which protection each stands for. */
enum Pop3xScheme {
    /** STLS is required, unless clear text is named. */
    POP3X(TlsMode.STARTTLS),
    /** TLS from the first octet. */
    POP3XS(TlsMode.IMPLICIT);

    private final TlsMode meant;

    Pop3xScheme(TlsMode meant) {
        this.meant = meant;
    }

    static Pop3xScheme of(String uri) {
        return uri.startsWith("pop3xs:") ? POP3XS : POP3X;
    }

    /**
     * The protection that scheme and option mean together.
     *
     * @param option the option {@code tls}, or null if it is not given
     * @throws IllegalArgumentException if they contradict each other
     */
    TlsMode with(TlsMode option) {
        TlsMode chosen = option == null ? meant : option;
        boolean contradiction = (this == POP3XS) != (chosen == TlsMode.IMPLICIT);
        if (contradiction) {
            throw new IllegalArgumentException(
                    this == POP3XS
                            ? "pop3xs means TLS from the first octet, which tls=" + word(chosen)
                                    + " contradicts. Use pop3x:…?tls=" + word(chosen) + ", or leave the option out"
                            : "pop3x means STLS or, with tls=none, clear text, which tls=implicit contradicts. Use"
                                    + " pop3xs:… for TLS from the first octet");
        }
        return chosen;
    }

    private static String word(TlsMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
