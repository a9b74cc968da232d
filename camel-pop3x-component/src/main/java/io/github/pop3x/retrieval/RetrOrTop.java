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
package io.github.pop3x.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Pipeline;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.ServerClaims.Claim;
import io.github.pop3x.option.Fetch;
import io.github.pop3x.spool.Spool;
import io.github.pop3x.spool.SpoolException;
import io.github.pop3x.spool.SpooledMessage;

/**
 * How a message is asked for, and what is kept of the answer: all of it by RETR, or its header and some lines by TOP
 * (RFC 1939 §7).
 *
 * @param fetch whether messages or headers are wanted
 * @param topLines lines of the body that TOP asks for
 * @param maxMessageSize octets up to which a message is retrieved whole; of a larger one only the header
 */
public record RetrOrTop(Fetch fetch, int topLines, long maxMessageSize) {

    /** Listed sizes can be wrong; no message is taken for smaller than this. */
    private static final long LEAST_OCTETS = 512;

    /** The size that a header is taken for, unless the whole message is smaller. */
    private static final long HEADER_OCTETS = 64 * 1024;

    private static final long LINE_OCTETS = 80;

    /** Retrieves of every message the header and this number of lines of the body. */
    public static RetrOrTop top(int lines) {
        return new RetrOrTop(Fetch.HEADERS, lines, Long.MAX_VALUE);
    }

    /** Tells whether all of a message is retrieved. */
    public boolean isWhole(Pop3Message message) {
        return fetch == Fetch.MESSAGE && message.size() <= maxMessageSize;
    }

    /** How many octets are to be expected. */
    long announced(Pop3Message message) {
        long size = Math.max(message.size(), LEAST_OCTETS);
        return isWhole(message) ? size : Math.min(size, HEADER_OCTETS + LINE_OCTETS * topLines);
    }

    /** Asks for a message: whole also where the server has no TOP, and what is not wanted of it is left. */
    PendingReply<MessageStream> request(Pop3Message message, Pop3Session session) {
        boolean isByRetr = isWhole(message) || !session.claims().isBelieved(Claim.TOP);
        Pop3Pipeline pipeline = session.pipeline();
        return isByRetr ? pipeline.retrieve(message.number()) : pipeline.top(message.number(), topLines);
    }

    /**
     * Reads the answer to its end, and keeps what is wanted. Some servers send the whole message, however many lines were
     * asked for.
     *
     * @return the octets, with one reference
     * @throws SpoolException if they cannot be kept here; the answer is read in part
     * @throws IOException if the session breaks; nothing is left in the spool
     */
    SpooledMessage receive(Pop3Message message, MessageStream answer, Spool spool) throws IOException {
        InputStream kept = isWhole(message) ? answer : new TopLines(answer, topLines);
        SpooledMessage spooled = spool.spool(kept, announced(message));
        boolean ended = false;
        try {
            answer.transferTo(OutputStream.nullOutputStream());
            ended = true;
            return spooled;
        } finally {
            if (!ended) {
                spooled.release();
            }
        }
    }
}
