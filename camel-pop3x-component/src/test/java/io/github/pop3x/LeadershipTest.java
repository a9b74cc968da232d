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
import java.util.stream.Stream;

import io.github.pop3x.testing.route.ClusterNode.Form;
import io.github.pop3x.testing.route.Incident;
import io.github.pop3x.testing.route.LeadershipSetting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Of two nodes that share a mailbox the first one is killed, suspended, stopped, paused or cut off, and the other one takes over:
 * with a leader by Camel's file locks, and without one.
 *
 * <p>{@code -Dpop3x.nodes.messages=500} or {@code -Plong} takes five times as many messages, and all forms and ledgers.
 */
class LeadershipTest extends LeadershipSetting {

    private static final int FULL_SIZE = 500;

    /** One of each incident; the rest with as many messages as a by-hand run has. */
    static Stream<Arguments> stories() {
        List<Arguments> few = List.of(
                arguments(Form.MASTER, "jdbc", Incident.KILLED),
                arguments(Form.POLICY, "journal", Incident.STOPPED),
                arguments(Form.MASTER, "jdbc", Incident.SUSPENDED),
                arguments(Form.ALL, "jdbc", Incident.PAUSED),
                arguments(Form.ALL, "jdbc", Incident.CUT_OFF));
        List<Arguments> more = List.of(
                arguments(Form.MASTER, "jdbc", Incident.STOPPED),
                arguments(Form.MASTER, "jdbc", Incident.CUT_OFF),
                arguments(Form.MASTER, "journal", Incident.KILLED),
                arguments(Form.MASTER, "journal", Incident.STOPPED),
                arguments(Form.MASTER, "journal", Incident.CUT_OFF),
                arguments(Form.POLICY, "jdbc", Incident.KILLED),
                arguments(Form.POLICY, "jdbc", Incident.STOPPED),
                arguments(Form.POLICY, "jdbc", Incident.CUT_OFF),
                arguments(Form.POLICY, "journal", Incident.KILLED),
                arguments(Form.ALL, "jdbc", Incident.KILLED),
                arguments(Form.ALL, "jdbc", Incident.STOPPED),
                arguments(Form.ALL, "jdbc", Incident.SUSPENDED));
        return MESSAGES < FULL_SIZE ? few.stream() : Stream.concat(few.stream(), more.stream());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theOtherNodeTakesOver(Form form, String ledger, Incident incident) throws Exception {
        tell(form, ledger, incident);
    }
}
