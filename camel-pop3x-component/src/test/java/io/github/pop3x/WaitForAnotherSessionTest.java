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

import io.github.pop3x.session.MailboxTurn;
import io.github.pop3x.testing.route.FlowSetting;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Another has a session with the mailbox that does not end: those that want one wait no longer than they may. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitForAnotherSessionTest extends FlowSetting {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private MailboxTurn turn;

    @BeforeEach
    void hold() throws Exception {
        serve(true);
        mails("a");
        context.start();
        Pop3xEndpoint endpoint = context.getEndpoint(uri(), Pop3xEndpoint.class);
        turn = endpoint.getComponent().turns().turn(endpoint.mailbox().name());
        assertTrue(turn.tryTake());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private String uri() {
        return "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&password=s3cret&tls=none&connectionTimeout=100&readTimeout=200";
    }

    @Test
    void aReceiverGetsNothingWhenItsTimeIsOver() {
        assertNull(context.createConsumerTemplate().receive(uri(), 100));
        assertEquals(0, sessions());
    }

    @Test
    void aReceiverThatDoesNotWaitGetsNothingAtOnce() {
        assertNull(context.createConsumerTemplate().receiveNoWait(uri()));
        assertEquals(0, sessions());
    }

    @Test
    void anOperationFailsAndSaysWhatItWaitedFor() {
        Exception failure = assertThrows(CamelExecutionException.class, () -> context.createProducerTemplate()
                .requestBodyAndHeader(uri(), null, Pop3xConstants.OPERATION, "stat"));
        assertThat(failure.getCause())
                .isInstanceOf(Pop3xUnavailableException.class)
                .hasMessageContaining("connectionTimeout and readTimeout together, 300 ms");
        assertEquals(List.of(), maildrop.events());
    }
}
