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
package io.github.pop3x.diagnosis;

import java.util.List;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.Mechanism;
import io.github.pop3x.client.auth.MechanismPolicy;

/** The one library that the client uses. A program that was given nothing but this jar has to do without it. */
final class ScramLibrary {

    private static final String A_CLASS = "com.ongres.scram.client.ScramClient";

    private static final List<Mechanism> UNDER_TLS =
            List.of(Mechanism.PLAIN, Mechanism.LOGIN, Mechanism.USER, Mechanism.CRAM_MD5, Mechanism.APOP);
    private static final List<Mechanism> IN_CLEAR =
            List.of(Mechanism.CRAM_MD5, Mechanism.APOP, Mechanism.PLAIN, Mechanism.LOGIN, Mechanism.USER);

    private ScramLibrary() {}

    /** Whether SCRAM can be used. */
    static boolean isPresent() {
        try {
            Class.forName(A_CLASS, false, ScramLibrary.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /**
     * The requested mechanisms without SCRAM.
     *
     * @param encrypted whether TLS hides the password, which is then better than a digest
     * @throws IllegalArgumentException if nothing of it can
     */
    static MechanismPolicy without(MechanismPolicy wish, Credentials credentials, boolean encrypted) {
        if (wish.isAuto() && credentials.kind() != Credentials.Kind.PASSWORD) {
            return wish;
        }
        List<Mechanism> wanted = !wish.isAuto() ? wish.mechanisms() : encrypted ? UNDER_TLS : IN_CLEAR;
        List<Mechanism> left =
                wanted.stream().filter(mechanism -> !mechanism.isScram()).toList();
        if (left.isEmpty()) {
            throw new IllegalArgumentException("SCRAM needs com.ongres.scram:scram-client, which is not on the class"
                    + " path. Put it there, or name other mechanisms");
        }
        return new MechanismPolicy(left, wish.clearText());
    }
}
