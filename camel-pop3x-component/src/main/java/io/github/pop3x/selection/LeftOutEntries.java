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

import java.util.concurrent.atomic.AtomicReference;

import io.github.pop3x.client.command.LeftOutLines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of entries that a mailbox's listing had to leave out, once until they change. Any thread may call it. */
final class LeftOutEntries {

    private static final Logger LOG = LoggerFactory.getLogger(LeftOutEntries.class);

    private final AtomicReference<LeftOutLines> last = new AtomicReference<>(LeftOutLines.NONE);
    private final String mailbox;

    LeftOutEntries(String mailbox) {
        this.mailbox = mailbox;
    }

    /** Takes note of what a listing left out. */
    void note(LeftOutLines leftOut) {
        if (!leftOut.equals(last.getAndSet(leftOut)) && !leftOut.isEmpty()) {
            LOG.warn(
                    "{}: the server's listing has entries that cannot be read. Left out: {}; the first one: {}. Their messages"
                            + " wait until they are listed properly, and the others go on",
                    mailbox,
                    leftOut.count(),
                    leftOut.example());
        }
    }
}
