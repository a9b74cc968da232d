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
package io.github.pop3x.client.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;

/** There is no connection because of the proxy in between: it was not reached, did not answer, or refused. */
public final class ProxyFailure extends ConnectException {

    private static final long serialVersionUID = 1L;

    ProxyFailure(ProxyAddress proxy, IOException cause) {
        super("proxy " + proxy + ": " + cause.getMessage());
        initCause(cause);
    }

    /** Tells whether the proxy did not answer in time. */
    public boolean isTimeout() {
        return getCause() instanceof SocketTimeoutException;
    }
}
