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

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.FixedCredentials;
import io.github.pop3x.client.wire.BoundedCall;
import io.github.pop3x.client.wire.Cancellation;

/**
 * A credentials provider with a time limit, the connection timeout: the wrapped provider may ask a vault or a token
 * endpoint that hangs. Credentials are not kept.
 */
public final class BoundedCredentials implements CredentialsProvider {

    private final CredentialsProvider provider;
    private final Duration limit;
    private final Cancellation cancellation;

    /**
     * @param options the provider, and the bound: {@link Pop3ClientOptions#connectionTimeout()}
     * @param cancellation may end the wait earlier
     */
    public BoundedCredentials(Pop3ClientOptions options, Cancellation cancellation) {
        this.provider = options.credentials();
        this.limit = options.connectionTimeout();
        this.cancellation = cancellation;
    }

    @Override
    public Credentials credentials() throws IOException {
        if (provider instanceof FixedCredentials fixed) {
            // Nothing to wait for: a thread for each login would cost thousands of mailboxes as many threads as poll.
            return fixed.credentials();
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return BoundedCall.call(
                    "pop3-credentials",
                    "asking for credentials",
                    loader,
                    limit.toMillis(),
                    cancellation,
                    provider::credentials);
        } catch (SocketTimeoutException e) {
            SocketTimeoutException late = new SocketTimeoutException("no credentials came within " + limit.toMillis()
                    + " ms. See what their provider waits for, or raise connectionTimeout");
            late.initCause(e);
            throw late;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    @Override
    public void refused(Credentials refused) {
        provider.refused(refused);
    }

    private static IOException rethrown(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IOException io ? io : new IOException(failure);
    }
}
