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

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;
import org.apache.camel.spi.IdempotentRepository;

/**
 * The option {@code idempotentRepository}: messages that are not to be routed, in addition to what the ledger knows. It
 * only ever filters: what it knows is passed over, and never deleted for that. Asked once for each unknown message, it
 * outlives the polls of its consumer.
 *
 * <p>Safe for any number of threads, as far as the repository is.
 */
public final class IdempotentFilter {

    private final IdempotentRepository repository;
    private final String mailbox;
    /** Listed messages that the repository does not know, though no route has started with them yet. */
    private final Set<MessageIdentity> asked = ConcurrentHashMap.newKeySet();

    /**
     * @param repository may be null: then nothing is filtered
     * @param mailbox part of the key
     */
    public IdempotentFilter(IdempotentRepository repository, String mailbox) {
        this.repository = repository;
        this.mailbox = mailbox;
    }

    /** Tells whether the repository is still to be asked about a message. */
    public boolean isUnasked(MessageIdentity identity) {
        return repository != null && !asked.contains(identity);
    }

    /**
     * Asks the repository; what it throws is the caller's, for a filter that fails must not let anything through.
     *
     * @param header the fingerprint of its header; where the server does not show it the repository is not believed, for
     *     the message may be another one under an old id
     */
    boolean contains(MessageIdentity identity, Optional<Fingerprint> header) {
        boolean seen = header.isPresent() && repository.contains(RepositoryKeys.seen(mailbox, identity, header.get()));
        if (!seen) {
            asked.add(identity);
        }
        return seen;
    }

    /** Forgets that it has asked about messages that are not listed any longer. */
    void retain(Set<MessageIdentity> listing) {
        if (!asked.isEmpty()) {
            asked.retainAll(listing);
        }
    }

    /**
     * Adds a message whose route has completed. What the repository throws is the caller's: the verdict, which is in the
     * ledger, stands.
     *
     * @param header the fingerprint that its route was started with
     */
    public void add(MessageIdentity identity, Fingerprint header) {
        if (repository != null) {
            String key = RepositoryKeys.seen(mailbox, identity, header);
            repository.add(key);
            repository.confirm(key);
        }
    }
}
