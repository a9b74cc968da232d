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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.MailKey;
import io.github.pop3x.mime.HeaderFields;
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
    private final MailKey key;
    private final BiConsumer<String, Exception> reports;

    /** Listed messages that the repository does not know, though no route has started with them yet. */
    private final Set<MessageIdentity> asked = ConcurrentHashMap.newKeySet();

    /** Listed messages whose header the server does not give alone: asked about when they are retrieved. */
    private final Set<MessageIdentity> unread = ConcurrentHashMap.newKeySet();

    /** Listed messages that the repository turned out to know when they were retrieved. */
    private final Map<MessageIdentity, Fingerprint> recognized = new ConcurrentHashMap<>();

    /**
     * A filter with the component's own keys.
     *
     * @param repository may be null: then nothing is filtered
     * @param mailbox part of the key
     */
    public IdempotentFilter(IdempotentRepository repository, String mailbox) {
        this(repository, mailbox, MailKey.NONE, (report, failure) -> {});
    }

    /**
     * @param repository may be null: then nothing is filtered
     * @param mailbox part of the component's own keys
     * @param key goes before the component's own keys
     * @param reports gets a report of a message that waits because its key cannot be told
     */
    IdempotentFilter(
            IdempotentRepository repository, String mailbox, MailKey key, BiConsumer<String, Exception> reports) {
        this.repository = repository;
        this.mailbox = mailbox;
        this.key = key;
        this.reports = reports;
    }

    /** Tells whether the repository is still to be asked about a message. */
    public boolean isUnasked(MessageIdentity identity) {
        return repository != null && !asked.contains(identity) && !unread.contains(identity);
    }

    /** Tells whether the repository is asked about a message when it is retrieved. */
    boolean isUnread(MessageIdentity identity) {
        return unread.contains(identity);
    }

    /** Tells whether a fingerprint of the header is not enough to ask. */
    boolean needsFields() {
        return key != MailKey.NONE;
    }

    /** The header of a message that the repository turned out to know when it was retrieved; empty for all others. */
    Optional<Fingerprint> recognized(MessageIdentity identity) {
        return Optional.ofNullable(recognized.get(identity));
    }

    /**
     * Asks the repository about a listed message; what it throws is the caller's, for a filter that fails must not let
     * anything through.
     *
     * @param header the fingerprint of its header; where the server does not show it the repository is asked when the
     *     message is retrieved, for it may be another one under an old id
     * @param fields its header, where {@link #needsFields()}
     * @return empty if the key cannot be told now: the message waits
     */
    Optional<Boolean> contains(ListedMessage message, Optional<Fingerprint> header, Optional<HeaderFields> fields) {
        if (header.isEmpty()) {
            unread.add(message.identity());
            return Optional.of(false);
        }
        return contains(message, header.get(), fields);
    }

    /**
     * Asks the repository about a retrieved message, if it could not be asked before; what it throws is the caller's.
     *
     * @return whether the message may be routed now
     */
    boolean admits(ListedMessage message, HeaderFields fields) {
        if (!isUnread(message.identity())) {
            return true;
        }
        Fingerprint header = Fingerprint.of(fields::firstForDigest);
        Optional<Boolean> known = contains(message, header, Optional.of(fields));
        if (known.orElse(false)) {
            recognized.put(message.identity(), header);
        }
        known.ifPresent(answer -> unread.remove(message.identity()));
        return !known.orElse(true);
    }

    private Optional<Boolean> contains(ListedMessage message, Fingerprint header, Optional<HeaderFields> fields) {
        Optional<String> own;
        try {
            own = fields.flatMap(all -> key.of(message, all));
        } catch (RuntimeException e) {
            reports.accept(
                    "Cannot tell the idempotentKey of message " + message.uid() + "; it waits for the next poll", e);
            return Optional.empty();
        }
        boolean seen = repository.contains(key(message.identity(), header, own));
        if (!seen) {
            asked.add(message.identity());
        }
        return Optional.of(seen);
    }

    private String key(MessageIdentity identity, Fingerprint header, Optional<String> own) {
        return own.orElseGet(() -> RepositoryKeys.seen(mailbox, identity, header));
    }

    /** Forgets what it knows of messages that are not listed any longer. */
    void retain(Set<MessageIdentity> listing) {
        for (Set<MessageIdentity> known : List.of(asked, unread, recognized.keySet())) {
            if (!known.isEmpty()) {
                known.retainAll(listing);
            }
        }
    }

    /**
     * Adds a message whose route has completed. What the repository throws is the caller's: the verdict, which is in the
     * ledger, stands.
     *
     * @param header the fingerprint that its route was started with
     * @param own the key of the option {@code idempotentKey}, if the message has one
     */
    public void add(MessageIdentity identity, Fingerprint header, Optional<String> own) {
        if (repository != null) {
            String added = key(identity, header, own);
            repository.add(added);
            repository.confirm(added);
        }
    }
}
