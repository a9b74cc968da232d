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

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * The few octets that are exchanged with a proxy, under a deadline. Reads exactly what is asked for: what lies behind
 * belongs to the tunnel.
 */
final class ProxyDialogue {

    private final Socket socket;
    private final Deadline deadline;
    private final InputStream input;
    private final OutputStream output;

    ProxyDialogue(Socket socket, Deadline deadline) throws IOException {
        this.socket = socket;
        this.deadline = deadline;
        this.input = socket.getInputStream();
        this.output = socket.getOutputStream();
    }

    /** Sends a request. It is small enough for the send buffer of any socket, so that this cannot block. */
    void send(byte[] octets) throws IOException {
        output.write(octets);
        output.flush();
    }

    /**
     * Reads one octet.
     *
     * @return 0 to 255
     * @throws EOFException if the proxy hangs up
     */
    int read() throws IOException {
        return read(1)[0] & 0xff;
    }

    /** Reads this many octets; each wait is bounded by what is left of the time, so that they cannot trickle. */
    byte[] read(int count) throws IOException {
        byte[] octets = new byte[count];
        for (int have = 0; have < count; ) {
            socket.setSoTimeout(deadline.millisLeft());
            int more = input.read(octets, have, count - have);
            if (more < 0) {
                throw new EOFException("it closed the connection instead of answering");
            }
            have += more;
        }
        return octets;
    }
}
