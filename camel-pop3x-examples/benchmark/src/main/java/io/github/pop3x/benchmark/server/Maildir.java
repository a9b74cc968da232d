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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A user's mailbox, as it lies on disk. */
final class Maildir {

    /** When the first mail came, in seconds since 1970; each further one comes a second later. */
    private static final long FIRST_DELIVERY = 1_700_000_000;

    private Maildir() {}

    /**
     * Makes a mailbox full of mails that have been seen once. Each name tells both sizes, as Dovecot writes them when
     * it delivers: then it need not open the files to list them.
     */
    static void create(Path directory, MailStock stock, MailOwner owner) throws IOException {
        owner.own(Files.createDirectory(directory));
        for (String part : List.of("cur", "new", "tmp")) {
            owner.own(Files.createDirectory(directory.resolve(part)));
        }
        Path current = directory.resolve("cur");
        long time = FIRST_DELIVERY;
        for (MailStock.Entry entry : stock.entries()) {
            String name = "%d.M0P1.pop3x,S=%d,W=%d:2,S"
                    .formatted(time++, entry.mail().stored(), entry.mail().octets());
            Files.createLink(current.resolve(name), entry.file());
        }
        // Dovecot looks through a directory again at each session while it has changed a moment ago.
        Files.setLastModifiedTime(current, FileTime.from(Instant.now().minus(Duration.ofMinutes(10))));
    }
}
