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
package io.github.pop3x.client;

import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.FixedCredentials;
import io.github.pop3x.client.wire.Cancellation;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

class BoundedCredentialsTest {

    private final List<Thread> askedBy = new ArrayList<>();

    private static Credentials credentials(CredentialsProvider provider) throws Exception {
        Pop3ClientOptions options = Pop3ClientOptions.of("mail.example.com", provider);
        return new BoundedCredentials(options, new Cancellation()).credentials();
    }

    @Test
    void aProviderThatMayBlockIsAskedOnAnotherThread() throws Exception {
        credentials(() -> {
            askedBy.add(Thread.currentThread());
            return Credentials.of("alice", "secret");
        });
        assertEquals(1, askedBy.size());
        assertNotSame(Thread.currentThread(), askedBy.get(0));
    }

    @Test
    void fixedCredentialsNeedNoThread() throws Exception {
        Credentials fixed = Credentials.of("alice", "secret");
        // A thread that is interrupted cannot wait for another one.
        Thread.currentThread().interrupt();
        try {
            assertSame(fixed, credentials(CredentialsProvider.of(fixed)));
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void fixedCredentialsNotifyAllListenersOfARefusal() {
        Credentials credentials = Credentials.of("alice", "secret");
        List<Credentials> refused = new ArrayList<>();
        var fixed = (FixedCredentials) CredentialsProvider.of(credentials);
        fixed.notifying(refused::add).notifying(refused::add).refused(credentials);
        assertEquals(List.of(credentials, credentials), refused);
    }
}
