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
package io.github.pop3x.client.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** The version of IP of the host's addresses that may be used. */
public enum IpVersion {
    /** All, in the order that the system's resolver gives them. */
    ANY("IP"),
    /** Only those of IPv4. */
    V4("IPv4"),
    /** Only those of IPv6. */
    V6("IPv6");

    private final String words;

    IpVersion(String words) {
        this.words = words;
    }

    /**
     * Tells whether an address is of this version.
     *
     * @param address not null
     */
    public boolean admits(InetAddress address) {
        return switch (this) {
            case ANY -> true;
            case V4 -> address instanceof Inet4Address;
            case V6 -> address instanceof Inet6Address;
        };
    }

    /** What people call it, e.g. "IPv4". */
    @Override
    public String toString() {
        return words;
    }
}
