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
package io.github.pop3x;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.spool.Spool;
import io.github.pop3x.spool.SpoolException;
import io.github.pop3x.spool.SpooledMessage;
import org.apache.camel.spi.ExceptionHandler;

/**
 * From the socket into the spool: a message as it arrives, and what may be wrong with it. For the thread that owns the
 * session.
 */
final class Pop3xArrival {

    private final Spool spool;
    private final ExceptionHandler exceptionHandler;
    private final Pop3xBooks books;
    private final Pop3xChoice choice;
    private final Pop3xFetching fetching;
    private boolean diskIsFull;

    Pop3xArrival(
            Spool spool,
            ExceptionHandler exceptionHandler,
            Pop3xBooks books,
            Pop3xChoice choice,
            Pop3xFetching fetching) {
        this.spool = spool;
        this.exceptionHandler = exceptionHandler;
        this.books = books;
        this.choice = choice;
        this.fetching = fetching;
    }

    /** Tells whether a message is worth asking for: once the disk is full, those are that stay in memory. */
    boolean mayFit(ListedMessage entry) {
        return !diskIsFull || spool.keepsInMemory(fetching.announced(entry));
    }

    /**
     * Spools a message.
     *
     * @return null if it is not to be routed now: it was given back, and what was the matter is told
     * @throws IOException if the session broke; the message was given back
     */
    SpooledMessage receive(ListedMessage entry, MessageStream octets) throws IOException {
        SpooledMessage spooled = spool(entry, octets);
        if (spooled == null) {
            return null;
        }
        boolean arrived = false;
        try {
            if (!choice.isTroubled(entry) && beginsLikeAnAnswer(spooled)) {
                books.ledger().retrievalFailed(entry.identity());
                throw new IOException("message " + entry.message().uid()
                        + " begins with a status line: the server's answers are out of step. The session is given up;"
                        + " the message is retrieved in another one");
            }
            arrived = !choice.isSuspect(entry) || !isKnown(entry, spooled);
        } finally {
            if (!arrived) {
                books.claims().drop(entry.identity());
                spooled.release();
            }
        }
        return arrived ? spooled : null;
    }

    private SpooledMessage spool(ListedMessage entry, MessageStream octets) throws IOException {
        try {
            SpooledMessage spooled = spool.spool(fetching.kept(entry, octets), fetching.announced(entry));
            octets.transferTo(OutputStream.nullOutputStream());
            return spooled;
        } catch (SpoolException full) {
            books.claims().drop(entry.identity());
            diskIsFull = true;
            exceptionHandler.handleException("Message " + entry.message().uid() + " stays on the server", full);
            octets.transferTo(OutputStream.nullOutputStream());
            return null;
        } catch (RuntimeException e) {
            books.claims().drop(entry.identity());
            throw e;
        } catch (IOException broken) {
            // A break before the first octet is not the message's doing.
            if (octets.octets() > 0) {
                books.claims().retrievalFailed(entry.identity());
            } else {
                books.claims().drop(entry.identity());
            }
            throw broken;
        }
    }

    /**
     * A stray line is taken for the answer, and the answer for the first line of the message. No mail begins that way; one
     * that does all the same is believed when it comes alone, in another session.
     */
    static boolean beginsLikeAnAnswer(SpooledMessage message) throws IOException {
        try (InputStream octets = message.open()) {
            String start = new String(octets.readNBytes(4), StandardCharsets.ISO_8859_1);
            return start.startsWith("+OK") || start.equals("-ERR");
        }
    }

    private boolean isKnown(ListedMessage suspect, SpooledMessage message) throws IOException {
        try (InputStream octets = message.open()) {
            return books.ledger()
                    .recognize(suspect.identity(), Fingerprint.of(HeaderFields.read(octets)::first))
                    .isPresent();
        }
    }
}
