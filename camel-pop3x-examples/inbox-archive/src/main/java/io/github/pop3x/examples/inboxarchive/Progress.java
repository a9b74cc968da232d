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

import java.io.PrintStream;
import java.util.Locale;

import io.github.pop3x.examples.inboxarchive.Archive.Stored;

/** Shows a line for every mail that is safe on the disk, and counts. For any thread. */
final class Progress {

    private static final int FROM_WIDTH = 25;
    private static final int SUBJECT_WIDTH = 32;

    private final PrintStream out;
    private int messages;
    private int files;
    private long octets;

    Progress(PrintStream out) {
        this.out = out;
    }

    /**
     * Shows a mail.
     *
     * @param index of the mail in its batch, from 1
     * @param count of the batch
     * @param from the field of that name, or null
     * @param subject the field of that name, or null
     * @param stored what became of it
     */
    synchronized void archived(int index, int count, String from, String subject, Stored stored) {
        messages++;
        files += stored.fresh() ? 1 : 0;
        octets += stored.octets();
        out.printf(
                Locale.ROOT,
                "%3d/%-3d  %s  %s  %,11d%n",
                index,
                count,
                DisplayText.fit(DisplayText.decode(from), FROM_WIDTH),
                DisplayText.fit(DisplayText.decode(subject), SUBJECT_WIDTH),
                stored.octets());
    }

    /**
     * What was done so far.
     *
     * @param left how many messages the server still holds
     */
    synchronized Summary summary(int left) {
        return new Summary(messages, files, octets, left);
    }
}
