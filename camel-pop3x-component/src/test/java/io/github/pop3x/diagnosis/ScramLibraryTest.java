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
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ScramLibraryTest {

    private static final Credentials ALICE = Credentials.of("alice", "s3cret");

    @Test
    void theLibraryIsPresentInTheTests() {
        assertTrue(ScramLibrary.isPresent());
    }

    @Test
    void withoutItTheNextBestIsWished() {
        assertEquals(
                Mechanism.PLAIN,
                ScramLibrary.without(MechanismPolicy.STRONGEST, ALICE, true)
                        .mechanisms()
                        .get(0));
        assertEquals(
                Mechanism.CRAM_MD5,
                ScramLibrary.without(MechanismPolicy.STRONGEST, ALICE, false)
                        .mechanisms()
                        .get(0));
        assertEquals(
                List.of(Mechanism.LOGIN),
                ScramLibrary.without(MechanismPolicy.parse("SCRAM-SHA-256,LOGIN"), ALICE, true)
                        .mechanisms());
    }

    @Test
    void aTokenNeedsItNot() {
        assertEquals(
                MechanismPolicy.STRONGEST,
                ScramLibrary.without(MechanismPolicy.STRONGEST, Credentials.ofToken("alice", "token"), true));
    }

    @Test
    void aScramOnlyLoginWithoutTheLibraryNamesTheDependency() {
        MechanismPolicy scram = MechanismPolicy.parse("SCRAM-SHA-256");
        IllegalArgumentException none =
                assertThrows(IllegalArgumentException.class, () -> ScramLibrary.without(scram, ALICE, true));
        assertTrue(none.getMessage().contains("com.ongres.scram:scram-client"), none.getMessage());
    }
}
