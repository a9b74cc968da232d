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
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Finds a host's addresses in bounded time, which the system's resolver itself does not offer. */
final class NameLookup {

    /** Gives all addresses of a name, as {@link InetAddress#getAllByName} does. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addressesOf(String name) throws UnknownHostException;
    }

    private final Resolver resolver;

    NameLookup(Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Finds the addresses that may be used.
     *
     * @param host name or address
     * @param version the addresses wanted
     * @param deadline bound on the wait
     * @param cancellation may end it earlier
     * @return at least one, in the resolver's order
     * @throws UnknownHostException if the name is unknown or has no such address
     * @throws SocketTimeoutException if the resolver does not answer in time
     */
    List<InetAddress> find(String host, IpVersion version, Deadline deadline, Cancellation cancellation)
            throws IOException {
        HostName name = HostName.of(host);
        InetAddress[] all = name.address() != null
                ? new InetAddress[] {name.address()}
                : lookUp(name.text(), deadline, cancellation);
        List<InetAddress> wanted = Stream.of(all).filter(version::admits).toList();
        if (wanted.isEmpty()) {
            throw new UnknownHostException("host " + host + " has no " + version + " address");
        }
        return wanted;
    }

    /** The resolver cannot be interrupted: a lookup that takes too long is left to end by itself. */
    private InetAddress[] lookUp(String host, Deadline deadline, Cancellation cancellation) throws IOException {
        try {
            return BoundedCall.call(
                    "pop3-name-lookup",
                    "looking up the name " + host,
                    null,
                    deadline.millisLeft(),
                    cancellation,
                    () -> resolver.addressesOf(host));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IOException("cannot look up the name " + host, e.getCause());
        }
    }
}
