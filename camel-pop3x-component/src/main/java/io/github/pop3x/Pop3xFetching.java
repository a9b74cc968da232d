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

import java.io.InputStream;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3Pipeline;

/**
 * How a chosen message is asked for: whole by RETR, or its header and some lines by TOP (RFC 1939 §7).
 *
 * @param options {@code fetch}, {@code topLines}, {@code maxMessageSize} and {@code oversize}
 */
record Pop3xFetching(Pop3xConfiguration options) {

    /** Servers lie about sizes; no message is taken for smaller than this. */
    private static final long LEAST_OCTETS = 512;

    /** What a header is taken for, unless the whole message is smaller. */
    private static final long HEADER_OCTETS = 64 * 1024;

    private static final long LINE_OCTETS = 80;

    /** Tells whether all of a message is retrieved. */
    boolean isWhole(ListedMessage entry) {
        boolean tooLarge = options.getMaxMessageSize() > 0 && entry.message().size() > options.getMaxMessageSize();
        return options.getFetch() == Pop3xFetch.MESSAGE && !tooLarge;
    }

    /** How many octets are to be expected. */
    long announced(ListedMessage entry) {
        long size = Math.max(entry.message().size(), LEAST_OCTETS);
        return isWhole(entry) ? size : Math.min(size, HEADER_OCTETS + LINE_OCTETS * options.getTopLines());
    }

    /** Asks for a message. */
    PendingReply<MessageStream> request(ListedMessage entry, Pop3Pipeline pipeline) {
        int number = entry.message().number();
        return isWhole(entry) ? pipeline.retrieve(number) : pipeline.top(number, options.getTopLines());
    }

    /** What is kept of the answer; some servers send the whole message, however many lines were asked for. */
    InputStream kept(ListedMessage entry, MessageStream answer) {
        return isWhole(entry) ? answer : new TopLines(answer, options.getTopLines());
    }
}
