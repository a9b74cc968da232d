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
package io.github.pop3x.client.auth;

import java.net.ProtocolException;

/**
 * How many rounds of hashing a server may ask of SCRAM: too few make the password easy to guess for a thief of the
 * exchange, too many are an attack on this machine's time.
 *
 * @param minimum the fewest accepted, at least 1; RFC 7677 §4 wants 4096
 * @param maximum the most accepted
 */
public record ScramIterations(int minimum, int maximum) {

    /** 4,096 to 1,000,000, which takes about a second. */
    public static final ScramIterations DEFAULT = new ScramIterations(4_096, 1_000_000);

    /**
     * @throws IllegalArgumentException if there is nothing between the two
     */
    public ScramIterations {
        if (minimum < 1 || maximum < minimum) {
            throw new IllegalArgumentException("no iteration count lies between " + minimum + " and " + maximum);
        }
    }

    void check(int asked) throws ProtocolException {
        if (asked < minimum) {
            throw new ProtocolException("the server asks for " + asked + " SCRAM iterations; at least " + minimum
                    + " are needed to protect the password. Have the server store it with more, or set authMechanisms to"
                    + " PLAIN where TLS protects it");
        }
        if (asked > maximum) {
            throw new ProtocolException("the server asks for " + asked + " SCRAM iterations; the limit is " + maximum
                    + ". Have the server store the password with fewer, or set authMechanisms to PLAIN where TLS"
                    + " protects it");
        }
    }
}
