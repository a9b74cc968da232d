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

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * The way from this machine to the server: the side it leaves from, the version of IP, and the proxy in between.
 * Immutable.
 *
 * <p>With a proxy, the local side and the version of IP are those of the connection to the proxy; the server's name is
 * left to the proxy to look up.
 *
 * @param localAddress the address of this machine to connect from, or null for the one that the system picks
 * @param localPort the port to connect from, or 0 for any
 * @param ipVersion the addresses that may be used
 * @param proxy what to go through, or null: no proxy but one that the JVM was given for all its sockets
 *     ({@code socksProxyHost})
 */
public record Reach(InetAddress localAddress, int localPort, IpVersion ipVersion, ProxyAddress proxy) {

    /** Any address of the host, from any of this machine, through no proxy. */
    public static final Reach DIRECT = new Reach(null, 0, IpVersion.ANY, null);

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalArgumentException if the port is invalid, or the local address is not of the IP version
     */
    public Reach {
        Objects.requireNonNull(ipVersion, "ipVersion");
        if (localPort < 0 || localPort > 65535) {
            throw new IllegalArgumentException("localPort must be 0 (any) to 65535, not " + localPort);
        }
        if (localAddress != null && !ipVersion.admits(localAddress)) {
            throw new IllegalArgumentException("localAddress " + localAddress.getHostAddress()
                    + " is not of ipVersion, which is " + ipVersion + ". Change one of them");
        }
    }

    /**
     * Looks up an address of this machine.
     *
     * @param name host name or address
     * @param limit how long that may take
     * @throws java.net.UnknownHostException if the name is unknown
     * @throws java.net.SocketTimeoutException if the resolver does not answer in time
     */
    public static InetAddress lookUp(String name, Duration limit) throws IOException {
        return lookUp(name, limit, InetAddress::getAllByName);
    }

    static InetAddress lookUp(String name, Duration limit, NameLookup.Resolver resolver) throws IOException {
        return new NameLookup(resolver)
                .find(name, IpVersion.ANY, Deadline.in(limit), new Cancellation())
                .get(0);
    }

    /**
     * The same way, left from a certain side.
     *
     * @param address an address of this machine, or null for any
     * @param port 1 to 65535, or 0 for any
     */
    public Reach from(InetAddress address, int port) {
        return new Reach(address, port, ipVersion, proxy);
    }

    /** The same way, with certain addresses only. */
    public Reach over(IpVersion version) {
        return new Reach(localAddress, localPort, version, proxy);
    }

    /**
     * The same way, with something in between.
     *
     * @param between the proxy, or null for none
     */
    public Reach through(ProxyAddress between) {
        return new Reach(localAddress, localPort, ipVersion, between);
    }

    /** The version of IP that remains: a local address can only reach addresses of its own. */
    IpVersion usableVersion() {
        if (localAddress == null || localAddress.isAnyLocalAddress()) {
            return ipVersion;
        }
        return IpVersion.V4.admits(localAddress) ? IpVersion.V4 : IpVersion.V6;
    }
}
