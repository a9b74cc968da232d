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
package io.github.pop3x.client.text;

import java.net.IDN;

/** Names of hosts as the DNS has them: an internationalized name (RFC 3490) by its form in ASCII, e.g. xn--bcher-kva.example. */
public final class DomainName {

    private DomainName() {}

    /**
     * The form of a name that DNS, TLS and proxies take.
     *
     * @param host a name or an address in digits; not null
     * @return the host itself if it is ASCII; else its labels by the rules of IDNA 2003, which is what the JDK knows: where
     *     IDNA 2008 differs (ß), the name has to be given in its ASCII form
     * @throws IllegalArgumentException if it is no such name; the message does not quote it
     */
    public static String toAscii(String host) {
        if (host.chars().allMatch(character -> character < 0x80)) {
            return host;
        }
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the host is not a name that DNS can hold. Check its spelling, or give its ASCII form, which begins"
                            + " with xn--");
        }
    }

    /** Tells whether two names mean the same host, in either form and in any case. A text that is no name equals itself. */
    public static boolean isSame(String one, String other) {
        return asciiIfName(one).equalsIgnoreCase(asciiIfName(other));
    }

    private static String asciiIfName(String host) {
        try {
            return toAscii(host);
        } catch (IllegalArgumentException noName) {
            return host;
        }
    }
}
