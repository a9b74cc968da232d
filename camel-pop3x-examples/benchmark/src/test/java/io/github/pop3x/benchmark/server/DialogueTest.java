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
package io.github.pop3x.benchmark.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DialogueTest {

    private final Traffic traffic = new Traffic();
    private final Dialogue dialogue = new Dialogue(traffic);

    private void client(String text) {
        dialogue.sent(text.getBytes(StandardCharsets.US_ASCII), text.length());
    }

    private void server(String text) {
        dialogue.received(text.getBytes(StandardCharsets.US_ASCII), text.length());
    }

    @Test
    void aFlightBeginsWhenAllIsAnswered() {
        server("+OK\r\n");
        client("USER alice\r\nPASS x\r\n");
        server("+OK\r\n");
        client("STAT\r\n");
        server("+OK\r\n+OK 0 0\r\n");
        client("QUIT\r\n");
        assertThat(traffic.take().flights()).isEqualTo(2);
    }

    @Test
    void anAnswerOfManyLinesEndsWithTheirTerminator() {
        client("UIDL\r\nLIST 1\r\n");
        server("+OK\r\n1 a\r\n..\r\n.");
        client("DELE 1\r\n");
        server("\r\n+OK 1 10\r\n+OK\r\n");
        client("RETR 2\r\n");
        server("-ERR\r\n");
        client("QUIT\r\n");
        assertThat(traffic.take().flights()).isEqualTo(3);
    }

    @Test
    void theResponseToAChallengeIsNotNamed() {
        client("AUTH PLAIN\r\n");
        server("+ \r\n");
        client("c2VjcmV0\r\n");
        server("+OK\r\n");
        client("retr 1\r\nRETR 2\r\n");
        TrafficCount count = traffic.take();
        assertThat(count.commands()).isEqualTo(Map.of("AUTH", 1L, "(response)", 1L, "RETR", 2L));
        assertThat(count.dialogue()).isEqualTo("(response), AUTH, RETR × 2");
        assertThat(count.flights()).isEqualTo(3);
    }
}
