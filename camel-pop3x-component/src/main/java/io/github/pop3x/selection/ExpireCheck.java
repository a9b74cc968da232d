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

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.pop3x.client.Pop3Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check whether the server keeps messages for as long as the options want it to: it may announce that it removes them
 * by itself (EXPIRE, RFC 2449 §6.7). It is made once. Any thread may call it.
 */
public final class ExpireCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ExpireCheck.class);

    private final boolean deletes;
    private final Duration deleteAfter;
    private final String mailbox;
    private final AtomicBoolean isChecked = new AtomicBoolean();

    /**
     * @param deletes whether messages are deleted once they are delivered
     * @param deleteAfter how long they stay before that
     */
    public ExpireCheck(boolean deletes, Duration deleteAfter, String mailbox) {
        this.deletes = deletes;
        this.deleteAfter = deleteAfter;
        this.mailbox = mailbox;
    }

    /** Warns if the server may remove what the options leave there. */
    void check(Pop3Session session) throws IOException {
        if (!isChecked.getAndSet(true)) {
            warning(session.capabilities().expiry()).ifPresent(LOG::warn);
        }
    }

    /**
     * The warning for a server.
     *
     * @param expiry after which time the server may remove a message; 0 as soon as it was retrieved
     */
    Optional<String> warning(Optional<Duration> expiry) {
        return expiry.filter(after -> !deletes || after.compareTo(deleteAfter) < 0)
                .map(after -> "The server of " + mailbox + " may remove a message "
                        + (after.isZero() ? "once it was retrieved" : after.toDays() + " days after it came")
                        + " (EXPIRE), though "
                        + (deletes
                                ? "deleteAfter keeps it there for longer: do not rely on that"
                                : "delete=false leaves all there: keep what you need elsewhere, or set delete=true"));
    }
}
