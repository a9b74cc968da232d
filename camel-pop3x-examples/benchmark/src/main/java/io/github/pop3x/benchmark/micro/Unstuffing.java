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
package io.github.pop3x.benchmark.micro;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import io.github.pop3x.client.wire.MultiLineBody;
import io.github.pop3x.client.wire.WireInput;
import io.github.pop3x.client.wire.WireTap;
import org.openjdk.jmh.annotations.Benchmark;

/** Reading a message of 1 MiB from a multi-line reply. */
public class Unstuffing extends HotLoop {

    private static final int MIB = 1 << 20;

    private final byte[] reply = WireText.body(MIB);
    private final byte[] chunk = new byte[64 * 1024];

    /** The limit. */
    @Benchmark
    public byte[] copying() {
        return copied(reply);
    }

    /** {@link MultiLineBody}. */
    @Benchmark
    public long multiLineBody() throws IOException {
        var input = new WireInput(new ByteArrayInputStream(reply), WireTap.NONE);
        var body = new MultiLineBody(input, Long.MAX_VALUE);
        long octets = 0;
        for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
            octets += count;
        }
        return octets;
    }

    /** The obvious way: line by line. */
    @Benchmark
    public int lineByLine() throws IOException {
        var reader =
                new BufferedReader(new InputStreamReader(new ByteArrayInputStream(reply), StandardCharsets.ISO_8859_1));
        var body = new ByteArrayOutputStream(MIB);
        for (String line = reader.readLine(); !line.equals("."); line = reader.readLine()) {
            String unstuffed = line.startsWith(".") ? line.substring(1) : line;
            body.writeBytes(unstuffed.getBytes(StandardCharsets.ISO_8859_1));
            body.write('\r');
            body.write('\n');
        }
        return body.size();
    }

    /** Another obvious way: octet by octet. */
    @Benchmark
    public int octetByOctet() {
        var in = new ByteArrayInputStream(reply);
        var body = new ByteArrayOutputStream(MIB);
        boolean lineBegins = true;
        int before = 0;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (lineBegins && octet == '.') {
                octet = in.read();
                if (octet == '\r') {
                    break;
                }
            }
            body.write(octet);
            lineBegins = before == '\r' && octet == '\n';
            before = octet;
        }
        return body.size();
    }
}
