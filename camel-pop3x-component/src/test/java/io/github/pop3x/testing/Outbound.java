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
import java.io.OutputStream;

/** What the server says: counted, recorded, cut into writes by {@link Mode}, and ended octet-exactly by a fault. */
final class Outbound {

    private static final int SEGMENT = 64 * 1024;

    private final Mode mode;
    private final WireFaults faults;
    private final Recording recording;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private OutputStream out;
    private boolean spoke = true;
    private volatile long said;

    Outbound(Mode mode, WireFaults faults, Recording recording) {
        this.mode = mode;
        this.faults = faults;
        this.recording = recording;
    }

    void speakInto(OutputStream stream) {
        out = stream;
    }

    void say(byte[] octets, int from, int length) throws IOException {
        int allowed = (int) Math.min(length, faults.maySay - said);
        recording.said(octets, from, allowed);
        said += allowed;
        if (mode == Mode.ONE_SEGMENT) {
            gathered.write(octets, from, allowed);
            if (gathered.size() >= SEGMENT) {
                flush();
            }
        } else if (allowed > 0) {
            write(octets, from, allowed);
        }
        endIfAllIsSaid();
    }

    /** Ends the session here if a fault says so. */
    void endIfAllIsSaid() throws SessionOver {
        if (said >= faults.maySay) {
            throw recording.over(faults.whenSaid, faults.resets);
        }
    }

    /** The next octet said ends the session: what the command did stands, its reply is lost. */
    void sayNoMore() {
        faults.endAfterSaying(said, SessionOver.Ending.CUT);
    }

    void flush() throws IOException {
        byte[] due = gathered.toByteArray();
        gathered.reset();
        if (due.length > 0) {
            write(due, 0, due.length);
        }
    }

    private void write(byte[] octets, int from, int length) throws IOException {
        spoke = true;
        try {
            mode.write(out, octets, from, length);
        } catch (IOException e) {
            throw recording.gone(e);
        }
    }

    /** Whether octets went out since the last time of asking. */
    boolean spoke() {
        boolean since = spoke;
        spoke = false;
        return since;
    }

    long said() {
        return said;
    }
}
