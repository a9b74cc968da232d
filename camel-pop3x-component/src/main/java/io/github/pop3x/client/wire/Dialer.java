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
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Gets a connection to a host, all of it under one limit of time:
 *
 * <ol>
 *   <li>{@link NameLookup} finds the addresses of the host, or of the proxy in between;
 *   <li>each is tried in turn, with an equal share of the time that is left, until one answers;
 *   <li>a proxy is asked for a tunnel to the host, by name: {@link Socks5Tunnel}, {@link HttpTunnel}.
 * </ol>
 *
 * Used once, by one thread.
 */
final class Dialer {

    /** How many failed attempts a message tells of; the others are among the suppressed exceptions. */
    private static final int TOLD = 8;

    private final Reach reach;
    private final Deadline deadline;
    private final NameLookup names;
    private final Cancellation cancellation;

    Dialer(Reach reach, Duration timeout, Cancellation cancellation) {
        this(reach, timeout, InetAddress::getAllByName, cancellation);
    }

    Dialer(Reach reach, Duration timeout, NameLookup.Resolver resolver) {
        this(reach, timeout, resolver, new Cancellation());
    }

    Dialer(Reach reach, Duration timeout, NameLookup.Resolver resolver, Cancellation cancellation) {
        this.reach = reach;
        this.deadline = Deadline.in(timeout);
        this.names = new NameLookup(resolver);
        this.cancellation = cancellation;
    }

    /**
     * Connects.
     *
     * @param host name or address, not null
     * @param port 1 to 65535
     * @return a socket with TCP_NODELAY, since each flight waits for its answer; no octet of what the host says is read
     * @throws UnknownHostException if the name has no address of the wanted version
     * @throws SocketTimeoutException if no address answers in time
     * @throws LocalBindFailure if the local address or port cannot be used
     * @throws ProxyFailure if there is a proxy, and it does not let us through in time
     * @throws IOException if no address lets us through; the failed attempts are suppressed in it
     */
    Socket dial(String host, int port) throws IOException {
        if (reach.proxy() == null) {
            return open(host, port);
        }
        HostName target = HostName.of(host).sayableToProxies();
        try {
            return tunnel(reach.proxy(), target, port);
        } catch (IOException e) {
            throw new ProxyFailure(reach.proxy(), e);
        }
    }

    private Socket tunnel(ProxyAddress proxy, HostName target, int port) throws IOException {
        Socket socket = open(proxy.host(), proxy.port());
        Cancellation.Wait wait = beginOrClose(socket);
        try {
            ProxyDialogue dialogue = new ProxyDialogue(socket, deadline);
            switch (proxy.kind()) {
                case SOCKS5 -> new Socks5Tunnel(dialogue).open(proxy, target, port);
                case HTTP -> new HttpTunnel(dialogue).open(proxy, target, port);
            }
            socket.setSoTimeout(0);
            return socket;
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        } finally {
            wait.close();
        }
    }

    private Socket open(String host, int port) throws IOException {
        List<InetAddress> addresses = names.find(host, reach.usableVersion(), deadline, cancellation);
        List<IOException> failures = new ArrayList<>();
        for (InetAddress address : addresses) {
            try {
                return attempt(
                        new InetSocketAddress(address, port), deadline.share(addresses.size() - failures.size()));
            } catch (IOException e) {
                failures.add(failed(HostName.of(address.getHostAddress()).at(port), e));
            }
        }
        throw allFailed(failures);
    }

    private Socket attempt(InetSocketAddress address, int millis) throws IOException {
        Socket socket = reach.proxy() == null ? new Socket() : new Socket(Proxy.NO_PROXY);
        Cancellation.Wait wait = beginOrClose(socket);
        try {
            bind(socket);
            socket.setTcpNoDelay(true);
            socket.connect(address, millis);
            return socket;
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        } finally {
            wait.close();
        }
    }

    private Cancellation.Wait beginOrClose(Socket socket) throws IOException {
        try {
            return cancellation.begin(() -> abandon(socket));
        } catch (Cancellation.Cancelled e) {
            socket.close();
            throw e;
        }
    }

    /** Ends a connect or a read of another thread; what that failure is then, it tells itself. */
    private static void abandon(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void bind(Socket socket) throws IOException {
        if (reach.localAddress() == null && reach.localPort() == 0) {
            return;
        }
        // A port of our own stays in TIME_WAIT after each session, and the next one needs it again.
        socket.setReuseAddress(reach.localPort() != 0);
        InetSocketAddress local = new InetSocketAddress(reach.localAddress(), reach.localPort());
        try {
            socket.bind(local);
        } catch (BindException e) {
            String side = HostName.of(local.getAddress().getHostAddress()).at(local.getPort());
            throw (IOException)
                    new LocalBindFailure("the local side " + side + " cannot be used, " + e.getMessage()).initCause(e);
        }
    }

    private static IOException failed(String place, IOException e) {
        String message = place + " (" + e.getMessage() + ")";
        return (IOException) likewise(e, message).initCause(e);
    }

    /** A timeout if nothing but time was wanting: then a longer one may help. */
    private static IOException allFailed(List<IOException> failures) {
        String message =
                failures.stream().limit(TOLD).map(IOException::getMessage).collect(Collectors.joining(", "))
                        + (failures.size() > TOLD ? ", and " + (failures.size() - TOLD) + " more" : "");
        IOException kind = failures.stream()
                .filter(LocalBindFailure.class::isInstance)
                .findFirst()
                .or(() -> failures.stream()
                        .filter(failure -> !(failure instanceof SocketTimeoutException))
                        .findFirst())
                .orElse(failures.get(0));
        IOException all = likewise(kind, message);
        failures.forEach(all::addSuppressed);
        return all;
    }

    /** A failure of the same kind, since the kind decides what a user is advised to do. */
    private static IOException likewise(IOException failure, String message) {
        if (failure instanceof LocalBindFailure) {
            return new LocalBindFailure(message);
        }
        return failure instanceof SocketTimeoutException
                ? new SocketTimeoutException(message)
                : new ConnectException(message);
    }
}
