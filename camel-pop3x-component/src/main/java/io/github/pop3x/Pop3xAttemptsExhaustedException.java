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

/** The routes of a message have failed {@code maxAttempts} times: it stays on the server, and is not offered again. */
public class Pop3xAttemptsExhaustedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String uid;
    private final int attempts;

    /**
     * @param uid its unique id
     * @param attempts how often a route was started with it
     */
    public Pop3xAttemptsExhaustedException(String uid, int attempts) {
        super("message " + uid + " was routed " + attempts + " times (maxAttempts), and is not routed again."
                + " Find out why its route failed; the JMX operation forget makes it available again");
        this.uid = uid;
        this.attempts = attempts;
    }

    /** The unique id of the message. */
    public String getUid() {
        return uid;
    }

    /** How often a route was started with it. */
    public int getAttempts() {
        return attempts;
    }
}
