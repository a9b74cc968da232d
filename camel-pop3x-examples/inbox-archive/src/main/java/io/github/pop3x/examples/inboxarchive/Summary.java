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
package io.github.pop3x.examples.inboxarchive;

import java.util.Locale;

/**
 * What a run did.
 *
 * @param messages that are safe on the disk
 * @param files that are new; fewer than messages where some were there already
 * @param octets of the messages
 * @param left how many messages the server said, asked again, that it still holds
 */
record Summary(int messages, int files, long octets, int left) {

    /** Two sentences for the user. */
    @Override
    public String toString() {
        String done =
                String.format(Locale.ROOT, "%d messages archived, %,d octets: %d new files", messages, octets, files);
        String known = messages == files ? "." : ", " + (messages - files) + " there already.";
        String rest = left == 0 ? " The mailbox is empty: the server counts 0." : " Left in the mailbox: " + left + ".";
        return done + known + rest;
    }
}
