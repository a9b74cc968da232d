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
package io.github.pop3x.selection;

import java.util.Set;

import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RepositoryKeysTest {

    private static final Fingerprint HEADER = new Fingerprint(1, 2, 3, 4);

    @Test
    void keysAreShortForAnyUniqueId() {
        MessageIdentity longest = new MessageIdentity("\u00ff".repeat(512), Long.MAX_VALUE, 9);
        assertTrue(RepositoryKeys.claim("m".repeat(300), longest).matches("pop3x-[0-9a-f]{64}"));
        assertTrue(RepositoryKeys.seen("m".repeat(300), longest, HEADER).matches("pop3x-[0-9a-f]{64}"));
    }

    @Test
    void allThatTellsMessagesApartTellsKeysApart() {
        Set<String> keys = Set.of(
                RepositoryKeys.claim("a", new MessageIdentity("bc", 1, 0)),
                RepositoryKeys.claim("ab", new MessageIdentity("c", 1, 0)),
                RepositoryKeys.claim("a", new MessageIdentity("bc", 1, 1)),
                RepositoryKeys.seen("a", new MessageIdentity("bc", 1, 0), HEADER),
                RepositoryKeys.seen("a", new MessageIdentity("bc", 1, 0), new Fingerprint(1, 2, 3, 5)));
        assertEquals(5, keys.size());
    }

    @Test
    void aClaimIsTheSameWhateverTheListedSizeIs() {
        assertEquals(
                RepositoryKeys.claim("a", new MessageIdentity("bc", 1, 0)),
                RepositoryKeys.claim("a", new MessageIdentity("bc", 2, 0)));
    }

    @Test
    void aMessageThatWasSeenIsTheSameWhateverTheListedSizeIs() {
        assertEquals(
                RepositoryKeys.seen("a", new MessageIdentity("bc", 1, 0), HEADER),
                RepositoryKeys.seen("a", new MessageIdentity("bc", 2, 0), HEADER));
    }

    @Test
    void aMessageThatWasSeenIsTheSameWhereverItStands() {
        assertEquals(
                RepositoryKeys.seen("a", new MessageIdentity("bc", 1, 0), HEADER),
                RepositoryKeys.seen("a", new MessageIdentity("bc", 1, 1), HEADER));
    }
}
