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
package io.github.pop3x.benchmark.server;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Mails on disk, written once; a {@link Maildir} takes them as links, so that a mailbox is refilled in an instant and
 * the page cache stays warm. Not for more than one thread.
 */
public final class MailStock {

    private final Path directory;
    private final List<Entry> entries = new ArrayList<>();
    private long octets;
    private long checksum;

    private MailStock(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes mails into an empty directory.
     *
     * @param count how many
     * @param size octets of each, with CRLF
     * @param owner who shall own the files
     */
    static MailStock write(Path directory, int count, int size, MailOwner owner) throws IOException {
        MailStock stock = new MailStock(Files.createDirectories(directory));
        for (int number = 1; number <= count; number++) {
            stock.add(number, size, owner);
        }
        return stock;
    }

    private void add(int number, int size, MailOwner owner) throws IOException {
        Path file = directory.resolve(Integer.toString(number));
        SampleMail.Written mail;
        try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            mail = SampleMail.write(number, size, target);
        }
        owner.own(file);
        entries.add(new Entry(file, mail));
        octets += mail.octets();
        checksum += mail.checksum();
    }

    /** The mails in their order. */
    List<Entry> entries() {
        return entries;
    }

    /** How many mails. */
    public int count() {
        return entries.size();
    }

    /** Their octets together, as POP3 sends them. */
    public long octets() {
        return octets;
    }

    /** The sum of their CRC-32, as POP3 sends them. */
    public long checksum() {
        return checksum;
    }

    /** Removes the mails; mailboxes that were filled with them keep theirs. */
    public void remove() throws IOException {
        Directories.remove(directory);
    }

    /** A mail, where it lies. */
    record Entry(Path file, SampleMail.Written mail) {}
}
