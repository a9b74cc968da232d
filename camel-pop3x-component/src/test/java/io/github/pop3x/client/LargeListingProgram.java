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
package io.github.pop3x.client;

import java.io.IOException;
import java.util.Locale;

import io.github.pop3x.client.auth.CredentialsProvider;

/** The program of {@link LargeListingTest}: both listings of a large maildrop, held at once and looked through. */
final class LargeListingProgram {

    private static final int MIB = 1 << 20;

    private LargeListingProgram() {}

    /** The unique id of a message, 32 characters long. */
    static String uid(int number) {
        return String.format(Locale.ROOT, "%032x", number * 2_654_435_761L);
    }

    /** The size of a message; some are larger than 4 GiB. */
    static long size(int number) {
        return number * 5_003L;
    }

    /**
     * Lists and checks.
     *
     * @param arguments the server's port on 127.0.0.1, and how many messages there are
     * @throws IOException if the session fails
     */
    public static void main(String[] arguments) throws IOException {
        int messages = Integer.parseInt(arguments[1]);
        Pop3ClientOptions options = Pop3ClientOptions.builder("127.0.0.1", CredentialsProvider.of("alice", "s3cret"))
                .tls(TlsMode.NONE)
                .port(Integer.parseInt(arguments[0]))
                .build();
        long began = System.nanoTime();
        try (Pop3Session pop = Pop3Client.open(options)) {
            MaildropListing listing = pop.messages();
            long took = System.nanoTime() - began;
            check(listing, messages);
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            long held = runtime.totalMemory() - runtime.freeMemory();
            System.out.printf(
                    Locale.ROOT,
                    "%,d messages listed in %,d ms; the whole heap holds %,d MiB of at most %,d MiB%n",
                    listing.size(),
                    took / 1_000_000,
                    held / MIB,
                    runtime.maxMemory() / MIB);
            pop.quit();
        }
    }

    private static void check(MaildropListing listing, int messages) {
        int number = 0;
        for (Pop3Message message : listing) {
            number++;
            if (!message.equals(new Pop3Message(number, size(number), uid(number)))) {
                throw new IllegalStateException("listed wrong: " + message);
            }
        }
        if (number != messages) {
            throw new IllegalStateException(number + " listed");
        }
    }
}
