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
package io.github.pop3x.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;

/**
 * A maildrop of a {@link DovecotServer} as it lies on disk, a Maildir. Thread-safe as files are: one thread delivers,
 * any may look.
 */
public final class DovecotMailbox {

    /** When the first message came, in seconds since 1970; each further one comes a second later. */
    private static final long FIRST_DELIVERY = 1_700_000_000;

    private static final List<String> PARTS = List.of("cur", "new", "tmp");

    private final Path directory;
    private final Owner owner;
    private int delivered;

    /** Gives a file to the user that Dovecot opens mailboxes as. */
    interface Owner {
        void own(Path path) throws IOException;
    }

    DovecotMailbox(Path directory, Owner owner) {
        this.directory = directory;
        this.owner = owner;
        try {
            owner.own(Files.createDirectory(directory));
            for (String part : PARTS) {
                owner.own(Files.createDirectory(directory.resolve(part)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Delivers messages behind those delivered before, without asking Dovecot. It shows them in this order to sessions
     * that begin later, and sends each bare LF as CRLF.
     *
     * @param messages any octets
     * @return this
     */
    public synchronized DovecotMailbox deliver(Collection<byte[]> messages) {
        try {
            for (byte[] message : messages) {
                deliver(message);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message of a Maildir appears whole or not at all; Dovecot orders messages by the time in their names. */
    private void deliver(byte[] message) throws IOException {
        String name = (FIRST_DELIVERY + delivered++) + ".M0P1.pop3x";
        Path written = Files.write(directory.resolve("tmp").resolve(name), message);
        owner.own(written);
        Files.move(written, directory.resolve("new").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** How many messages are in it. */
    public int count() {
        return count("new") + count("cur");
    }

    private int count(String part) {
        try (var messages = Files.list(directory.resolve(part))) {
            return Math.toIntExact(messages.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
