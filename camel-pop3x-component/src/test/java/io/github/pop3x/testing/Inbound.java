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
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** What the server hears, line by line: counted, recorded, and cut octet-exactly by a fault. */
final class Inbound {

    private final InputStream socket;
    private final WireFaults faults;
    private final Recording recording;
    private final Outbound out;
    private InputStream in;
    private byte[] received = new byte[64 * 1024];
    private int next;
    private int end;
    private volatile long heard;
    private volatile int flights;

    Inbound(InputStream socket, WireFaults faults, Recording recording, Outbound out) {
        this.socket = socket;
        this.in = socket;
        this.faults = faults;
        this.recording = recording;
        this.out = out;
    }

    void listenTo(InputStream layer) {
        in = layer;
    }

    /** Hears one line or, if that is less, so many octets; null if the client has gone. */
    byte[] hear(int most) throws IOException {
        var line = new ByteArrayOutputStream();
        boolean complete;
        try {
            complete = hearInto(line, most);
        } finally {
            if (line.size() > 0) {
                recording.heard(line.toByteArray());
            }
        }
        if (heard >= faults.mayHear) {
            if (!complete) {
                throw recording.over(SessionOver.Ending.CUT, faults.resets);
            }
            out.sayNoMore();
        }
        if (!complete && line.size() == 0) {
            recording.happened(Directive.CLIENT_CLOSE);
            return null;
        }
        return line.toByteArray();
    }

    /** False if the client left, or was cut off, before the end. */
    private boolean hearInto(ByteArrayOutputStream line, int most) throws IOException {
        while (line.size() < most) {
            if (heard >= faults.mayHear || (next == end && !receive())) {
                return false;
            }
            byte octet = received[next++];
            line.write(octet);
            heard++;
            if (octet == '\n') {
                return true;
            }
        }
        return true;
    }

    /** Waits for octets of the client; false if it has gone. What was gathered to be said goes out before. */
    private boolean receive() throws IOException {
        if (in.available() == 0 && socket.available() == 0) {
            out.flush();
        }
        next = 0;
        end = 0;
        try {
            end = Math.max(0, in.read(received));
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // A client that leaves with octets unread resets the connection: it has gone, the less politely.
            return false;
        }
        if (end > 0 && out.spoke()) {
            flights++;
        }
        return end > 0;
    }

    /** Whether a fault has ended the hearing. */
    boolean heardAll() {
        return heard >= faults.mayHear;
    }

    /** What came and was not listened to. */
    byte[] unheard() {
        return Arrays.copyOfRange(received, next, end);
    }

    /** Forgets what came and was not listened to. */
    void lose() {
        next = end;
    }

    /** Frees the buffer: a log of thousands of sessions keeps only what they said. */
    void free() {
        received = new byte[0];
        next = 0;
        end = 0;
    }

    long heard() {
        return heard;
    }

    int flights() {
        return flights;
    }
}
