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
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import io.github.pop3x.client.wire.WireInput;
import io.github.pop3x.client.wire.WireLimits;
import io.github.pop3x.client.wire.WireTap;
import org.openjdk.jmh.annotations.Benchmark;

/** Reading the lines of a scan listing of 50,000 messages. */
public class LineReading extends HotLoop {

    private final byte[] listing = WireText.scanListing(50_000);

    /** The limit. */
    @Benchmark
    public byte[] copying() {
        return copied(listing);
    }

    /** {@link WireInput}. */
    @Benchmark
    public long wireInput() throws IOException {
        WireInput input = new WireInput(new ByteArrayInputStream(listing), WireTap.NONE);
        long octets = 0;
        for (var line = input.readLine(WireLimits.DEFAULT.replyLine());
                !line.isTerminator();
                line = input.readLine(WireLimits.DEFAULT.replyLine())) {
            octets += line.to() - line.from();
        }
        return octets;
    }

    /** The obvious way. */
    @Benchmark
    public long bufferedReader() throws IOException {
        var reader = new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(listing), StandardCharsets.ISO_8859_1));
        long octets = 0;
        for (String line = reader.readLine(); !line.equals("."); line = reader.readLine()) {
            octets += line.length();
        }
        return octets;
    }
}
