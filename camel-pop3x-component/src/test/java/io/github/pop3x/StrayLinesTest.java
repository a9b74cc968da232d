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
package io.github.pop3x;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A server that says one line too many, somewhere: from there on every answer may pass for another one's. However it
 * comes, each message is routed once, with its own octets, and all are deleted in the end.
 */
@Execution(ExecutionMode.CONCURRENT)
class StrayLinesTest extends FlowSetting {

    private static final int MESSAGES = 4;

    private int cases;

    @ParameterizedTest
    @CsvSource({
        "+OK stray,true",
        "+OK stray,false",
        "-ERR stray,true",
        "-ERR stray,false",
        "+OK 4 2400,true",
        "+OK 4 2400,false",
        "stray,true",
        "stray,false"
    })
    void aStrayLineAnywhereNeitherLosesNorRepeatsNorMixesUpAMessage(String stray, boolean pipelining) throws Exception {
        serve(pipelining);
        try (PolledRoute route = route("delete=true", FlowSetting::nothing)) {
            for (String place :
                    List.of("UIDL", "LIST", "RETR 1", "RETR 2", "RETR 3", "RETR 4", "STAT", "DELE 1", "DELE 4")) {
                List<String> uids = newMails();
                server.suffers(Misfortune.extraLineAfter(place, stray));
                pollUntilAllAreGone(route, place);
                for (PolledRoute.Routed routed : route.routed()) {
                    assertEquals(
                            mail(routed.uid(), 600), new String(routed.octets(), StandardCharsets.US_ASCII), place);
                }
                assertEquals(uids, route.takeUids().stream().sorted().toList(), "a stray line after " + place);
            }
        }
    }

    private List<String> newMails() {
        cases++;
        List<String> uids = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            uids.add("m" + cases + "-" + i);
        }
        mails(uids.toArray(String[]::new));
        return uids;
    }

    private void pollUntilAllAreGone(PolledRoute route, String place) throws Exception {
        int polls = 0;
        while (!maildrop.uids().isEmpty()) {
            assertTrue(polls++ < 10, "a stray line after " + place + " leaves " + maildrop.uids());
            try {
                route.poll();
            } catch (IOException broken) {
                assertTrue(broken.getMessage() != null, "a break says what broke");
            }
            server.awaitIdle();
            route.awaitVerdicts(0);
        }
    }
}
