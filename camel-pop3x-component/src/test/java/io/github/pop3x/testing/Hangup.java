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
package io.github.pop3x.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** The ways to end a TCP connection. */
final class Hangup {

    private static final int WORTH_TELLING = 512;

    private Hangup() {}

    /**
     * Ends a connection and frees its socket. Where the server ends it by FIN, what the client still sends is read
     * until it goes: closing over unread octets would make TCP reset the connection, and a reset may overtake what the
     * client was to read.
     *
     * @param socket  the TCP connection
     * @param layer   the TLS layer over it, or the same socket
     * @param ending  how
     * @param unheard octets received that nobody has listened to
     * @return for an end in good order, what the client said that nobody listened to, cut to 512 octets
     */
    static byte[] of(Socket socket, Socket layer, SessionOver.Ending ending, byte[] unheard) throws IOException {
        try (socket) {
            switch (ending) {
                case CLOSE -> {
                    if (layer != socket) {
                        layer.shutdownOutput();
                    }
                    socket.shutdownOutput();
                    var said = new ByteArrayOutputStream();
                    said.writeBytes(unheard);
                    return readToTheEnd(layer, said);
                }
                case CUT -> {
                    socket.shutdownOutput();
                    readToTheEnd(socket, new ByteArrayOutputStream());
                }
                case STALL -> readToTheEnd(socket, new ByteArrayOutputStream());
                case RESET -> socket.setSoLinger(true, 0);
                default -> {
                    // Closing the socket is all.
                }
            }
        }
        return new byte[0];
    }

    private static byte[] readToTheEnd(Socket layer, ByteArrayOutputStream said) throws IOException {
        InputStream in = layer.getInputStream();
        byte[] chunk = new byte[8192];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            said.write(chunk, 0, Math.min(n, Math.max(0, WORTH_TELLING - said.size())));
        }
        return said.toByteArray();
    }
}
