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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.ResponseParser;
import io.github.pop3x.client.command.ScanListing;
import io.github.pop3x.client.wire.WireInput;
import io.github.pop3x.client.wire.WireLimits;
import io.github.pop3x.client.wire.WireTap;
import org.openjdk.jmh.annotations.Benchmark;

/** Parsing a scan listing of 50,000 messages, lines and all. */
public class ListingParse extends HotLoop {

    private final byte[] listing = WireText.scanListing(50_000);

    /** The limit. */
    @Benchmark
    public byte[] copying() {
        return copied(listing);
    }

    /** {@link ScanListing}. */
    @Benchmark
    public ScanListing scanListing() throws IOException {
        WireInput input = new WireInput(new ByteArrayInputStream(listing), WireTap.NONE);
        ResponseParser<ScanListing> parser = Commands.list().parser();
        for (var line = input.readLine(WireLimits.DEFAULT.replyLine());
                !line.isTerminator();
                line = input.readLine(WireLimits.DEFAULT.replyLine())) {
            parser.line(line.octets(), line.unstuffed(), line.to());
        }
        return parser.value();
    }

    /** The obvious way. */
    @Benchmark
    public Map<Integer, Long> splitting() {
        Map<Integer, Long> sizes = new HashMap<>();
        for (String line : new String(listing, StandardCharsets.ISO_8859_1).split("\r\n")) {
            if (!line.equals(".")) {
                String[] words = line.split(" ");
                sizes.put(Integer.valueOf(words[0]), Long.valueOf(words[1]));
            }
        }
        return sizes;
    }
}
