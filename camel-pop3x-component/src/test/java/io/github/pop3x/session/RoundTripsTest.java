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
package io.github.pop3x.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.github.pop3x.client.wire.WireLine;
import io.github.pop3x.client.wire.WireTap;
import io.github.pop3x.testing.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Of a session only what was waited for alone is measured. */
class RoundTripsTest implements WireTap {

    private final VirtualTime time = new VirtualTime();
    private final List<String> seen = new ArrayList<>();
    private final RoundTrips trips = new RoundTrips(this, time::nanoTime);

    @Override
    public void sent(String line) {
        seen.add("C: " + line);
    }

    @Override
    public void received(WireLine line) {
        seen.add("S: " + line);
    }

    /** Lines of the client and the server, and milliseconds that pass. */
    private void happens(String session) {
        for (String event : session.split(", ")) {
            String line = event.substring(Math.min(3, event.length()));
            if (event.startsWith("C: ")) {
                trips.sent(line);
            } else if (event.startsWith("S: ")) {
                trips.received(new WireLine(line.getBytes(ISO_8859_1), 0, line.length()));
            } else {
                time.pass(Duration.ofMillis(Long.parseLong(event)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "40 | S: +OK hello, 5, C: CAPA, 40, S: +OK, 1, S: TOP, S: ., C: STAT, 90, S: +OK 0 0",
                "40 | C: STAT, 90, S: -ERR no, C: NOOP, 40, S: +OK",
                "40 | C: RETR 1, C: RETR 2, 40, S: +OK, C: RETR 3, 1, S: +OK, 1, S: +OK",
                "30 | C: AUTH PLAIN, 40, S: + ****, C: ****, 30, S: +OK",
                "40 | C: UIDL, 40, S: +OK, 1, S: 1 -a, S: 2 +b, S: .",
                "0  | C: NOOP, S: +OK"
            })
    void theShortestCounts(long millis, String session) {
        happens(session);
        assertEquals(OptionalLong.of(Duration.ofMillis(millis).toNanos()), trips.shortest());
    }

    @Test
    void aGreetingAloneIsNoRoundTrip() {
        happens("40, S: +OK hello, C: CAPA, 40");
        assertEquals(OptionalLong.empty(), trips.shortest());
    }

    @Test
    void theNextTapSeesEachLine() {
        happens("S: +OK hello, C: CAPA, S: +OK, S: TOP, S: .");
        assertEquals(List.of("S: +OK hello", "C: CAPA", "S: +OK", "S: TOP", "S: ."), seen);
    }
}
