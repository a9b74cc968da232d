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

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** An error of the JVM while a consumer polls, such as a class that is missing. */
class ErrorInAPollTest extends FlowSetting {

    @Test
    void theScheduleGoesOnAndHealthIsDownMeanwhile() throws Exception {
        mails("a");
        serve(true);
        AtomicInteger asked = new AtomicInteger();
        CredentialsProvider breaking = () -> {
            if (asked.incrementAndGet() <= 2) {
                throw new NoClassDefFoundError("com/example/Vault");
            }
            return Credentials.of("alice", "s3cret");
        };
        String uri =
                "pop3x:" + server.host() + ":" + server.port() + "?username=alice&tls=none&credentialsProvider=#vault";
        try (PolledRoute route = new PolledRoute(uri, Map.of("vault", breaking), FlowSetting::nothing)) {
            // An executor ends a schedule whose task throws: so this must return.
            assertDoesNotThrow(route.consumer()::run);
            assertDoesNotThrow(route.consumer()::run);
            assertEquals(2, asked.get());
            assertEquals(HealthCheck.State.DOWN, state(route));

            assertDoesNotThrow(route.consumer()::run);
            route.awaitVerdicts(0);
            assertEquals(List.of("a"), route.takeUids());
            assertEquals(HealthCheck.State.UP, state(route));
        }
    }

    private static HealthCheck.State state(PolledRoute route) {
        return route.consumer().getHealthCheck().call(Map.of()).getState();
    }
}
