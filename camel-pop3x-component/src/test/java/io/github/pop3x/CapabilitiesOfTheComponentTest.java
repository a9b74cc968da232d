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

import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.route.PolledRoute;
import io.github.pop3x.testing.route.ProducerSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a server announced to one endpoint is known to all endpoints of the component, except to a login that asks anew. */
class CapabilitiesOfTheComponentTest extends ProducerSetting {

    private static final boolean ASKED = true;

    /** Whether the server was asked for its capabilities before the login. */
    private boolean asked(int session) {
        String dialogue = server.awaitIdle().log().session(session).dialogue();
        int capa = dialogue.indexOf("C: CAPA");
        return capa >= 0 && capa < dialogue.indexOf("C: AUTH");
    }

    @Test
    void endpointsOfOneComponentShareThem() throws Exception {
        result("operation=stat", null, NO_HEADERS);
        result("operation=list&readTimeout=50000", null, NO_HEADERS);
        assertEquals("Subject: a\r\n\r\nHello a\r\n", template.receiveBodyNoWait(uri(""), String.class));
        try (PolledRoute elsewhere = PolledRoute.from(server, "", exchange -> {})) {
            assertEquals(3, elsewhere.poll());
            assertEquals(0, elsewhere.poll());
        }
        assertTrue(asked(0));
        assertEquals(!ASKED, asked(1), "another endpoint of the component");
        assertEquals(!ASKED, asked(2), "on demand");
        assertEquals(ASKED, asked(3), "of another context");
        assertEquals(!ASKED, asked(4), "the next poll");
    }

    /** How often one poll of an account spoke, and waited for the answer. */
    private int flightsOfAPoll(PolledRoute route, int messages) throws Exception {
        int before = server.awaitIdle().log().flights();
        assertEquals(messages, route.poll());
        return server.awaitIdle().log().flights() - before;
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "auto"})
    void eachPollButTheFirstTakesAFlightLess(String utf8) throws Exception {
        int more = utf8.equals("auto") ? 1 : 0;
        server.mode(Mode.ONE_SEGMENT);
        String options = "authMechanisms=PLAIN&utf8=" + utf8;
        try (PolledRoute route = PolledRoute.from(server, options, exchange -> {})) {
            addMessages(497);
            assertEquals(5 + more, flightsOfAPoll(route, 500), "CAPA; UTF8; AUTH; CAPA, UIDL and LIST; all RETR; QUIT");
            addMessages(500);
            assertEquals(4 + more, flightsOfAPoll(route, 500));
            assertEquals(3 + more, flightsOfAPoll(route, 0));
        }
    }

    private void addMessages(int count) {
        int there = maildrop.uids().size();
        for (int number = there; number < there + count; number++) {
            maildrop.add("m" + number, "Subject: " + number + "\n\nHello\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "diagnose"})
    void verifyAndDiagnoseAskForCapabilitiesAgain(String operation) {
        result("operation=stat", null, NO_HEADERS);
        result("operation=" + operation, null, NO_HEADERS);
        assertEquals(ASKED, asked(1), server::dialogue);
        int sessions = server.log().sessions();
        result("operation=stat", null, NO_HEADERS);
        assertEquals(!ASKED, asked(sessions), "what was remembered stays");
    }

    @Test
    void stoppingTheComponentForgetsTheCapabilities() {
        result("operation=stat", null, NO_HEADERS);
        Pop3xComponent component = context.getComponent("pop3x", Pop3xComponent.class);
        component.stop();
        component.start();
        result("operation=stat", null, NO_HEADERS);
        assertEquals(ASKED, asked(1));
    }
}
