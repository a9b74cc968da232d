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

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.VirtualTime;
import io.github.pop3x.testing.route.PolledRoute;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The meters of messages that came to no good end yet. */
class OpenMessagesMetersTest {

    private static final String MAIL = "Subject: hello\r\n\r\nHello\r\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Maildrop maildrop = new Maildrop();

    private double value(String name) {
        return registry.get(name).meter().measure().iterator().next().getValue();
    }

    @Test
    void aMessageInFlightIsShownByItsAgeAndOneThatFailedByItsWait() throws Exception {
        maildrop.add("bad", MAIL).add("good", MAIL);
        server.answers(maildrop);
        VirtualTime time = new VirtualTime();
        double[] age = new double[1];
        try (PolledRoute route = PolledRoute.from(server, "maxAttempts=2", Map.of("meters", registry), exchange -> {
            time.pass(Duration.ofSeconds(5));
            age[0] = value("pop3x.in.flight.age");
            if (exchange.getIn().getHeader(Pop3xConstants.UID, String.class).equals("bad")) {
                throw new IllegalStateException("no room");
            }
        })) {
            for (String scheme : List.of("pop3x", "pop3xs")) {
                route.context()
                        .getComponent(scheme, Pop3xComponent.class)
                        .clocks()
                        .tellTimeBy(time, time::nanoTime);
            }
            route.poll();
            assertThat(age[0]).isEqualTo(5.0);
            assertThat(value("pop3x.in.flight.age")).isZero();
            assertThat(value("pop3x.messages.waiting.for.retry")).isEqualTo(1.0);
            route.poll();
            assertThat(value("pop3x.messages.waiting.for.retry"))
                    .as("exhausted")
                    .isZero();
        }
    }
}
