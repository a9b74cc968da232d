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
package io.github.pop3x.benchmark.mailboxes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of the server, all of 127.0.0.1. The component tells servers apart by host and port, so each port is a server
 * of its own to it. For one thread.
 */
final class ServerPorts implements AutoCloseable {

    private static final int BACKLOG = 256;

    private final Selector selector;
    private final List<NetworkChannel> channels = new ArrayList<>();
    private final List<Integer> answering = new ArrayList<>();
    private final List<Integer> silent = new ArrayList<>();
    private final List<Integer> refusing = new ArrayList<>();

    /** Opens them; a key's attachment says whether the port answers. */
    ServerPorts(Selector selector, ServerOptions options) throws IOException {
        this.selector = selector;
        listen(options.answering(), answering, true);
        listen(options.silent(), silent, false);
        for (int i = 0; i < options.refusing(); i++) {
            // Bound without listening: nobody else gets the port, and who connects is refused.
            SocketChannel channel = SocketChannel.open().bind(anyPort());
            channels.add(channel);
            refusing.add(((InetSocketAddress) channel.getLocalAddress()).getPort());
        }
    }

    private void listen(int count, List<Integer> ports, boolean answers) throws IOException {
        for (int i = 0; i < count; i++) {
            ServerSocketChannel channel = ServerSocketChannel.open().bind(anyPort(), BACKLOG);
            channels.add(channel);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_ACCEPT, answers);
            ports.add(channel.socket().getLocalPort());
        }
    }

    private static InetSocketAddress anyPort() throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    }

    List<Integer> answering() {
        return answering;
    }

    List<Integer> silent() {
        return silent;
    }

    List<Integer> refusing() {
        return refusing;
    }

    @Override
    public void close() throws IOException {
        for (NetworkChannel channel : channels) {
            channel.close();
        }
    }
}
