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

/**
 * The caller gave the session up, for a reason of its own: the server did nothing wrong. As after a
 * {@link Pop3ProtocolException} the session is dead, or has not begun; nothing that was marked is removed unless the
 * server had the QUIT already (RFC 1939 §6).
 */
public final class Pop3CancelledException extends Pop3Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param place host and port; not null
     * @param cause why; not null
     */
    Pop3CancelledException(String place, IOException cause) {
        super(
                place + ": the session was given up, since " + cause.getMessage()
                        + ". Nothing is lost; try again later",
                cause);
    }
}
