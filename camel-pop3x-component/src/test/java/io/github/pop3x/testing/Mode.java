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

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How a server's octets are cut into writes. What is said is the same in all modes; a client must not notice. */
public enum Mode {

    /** Every line, and every chunk of a message, is one write. */
    AS_IS,

    /** Every octet is one write and, as far as TCP allows, one read of the client; under TLS always. */
    ONE_OCTET_PER_WRITE {
        @Override
        void write(OutputStream out, byte[] octets, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                super.write(out, octets, i, 1);
            }
        }
    },

    /**
     * All that is due before the server has to wait for the client is one write of up to 64 KiB: a status line with its
     * body, the replies to all commands of a flight.
     */
    ONE_SEGMENT,

    /** As is, with a pause of a millisecond before each write: replies trickle in. */
    DELAYED {
        @Override
        void write(OutputStream out, byte[] octets, int from, int length) throws IOException {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            super.write(out, octets, from, length);
        }
    };

    void write(OutputStream out, byte[] octets, int from, int length) throws IOException {
        out.write(octets, from, length);
        out.flush();
    }
}
