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
package io.github.pop3x.benchmark.mailboxes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A client's connection: cuts what comes into commands, and sends what can be sent. For the server's thread. */
final class ServedConnection {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final MailboxDialogue dialogue;
    private final boolean answers;
    private final long began;
    private final StringBuilder line = new StringBuilder();
    private final Deque<ByteBuffer> output = new ArrayDeque<>();
    private int unanswered;
    private long in;
    private long out;
    private long commands;

    /**
     * @param answers false for one that says nothing
     * @param began when it was accepted, by {@link System#nanoTime}
     */
    ServedConnection(SocketChannel channel, SelectionKey key, MailboxDialogue dialogue, boolean answers, long began) {
        this.channel = channel;
        this.key = key;
        this.dialogue = dialogue;
        this.answers = answers;
        this.began = began;
    }

    MailboxDialogue dialogue() {
        return dialogue;
    }

    long began() {
        return began;
    }

    /**
     * Reads what is there.
     *
     * @param buffer to read into
     * @return the answers to all whole commands, empty if there is none; null if the client has gone
     */
    String read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            return null;
        }
        in += count;
        buffer.flip();
        StringBuilder answers = new StringBuilder();
        while (buffer.hasRemaining()) {
            char octet = (char) (buffer.get() & 0xff);
            if (octet == '\n') {
                commands++;
                answers.append(dialogue.answer(line.toString().stripTrailing()));
                line.setLength(0);
            } else {
                line.append(octet);
            }
        }
        return answers.toString();
    }

    /** Notes that an answer will be sent later. */
    void promise() {
        unanswered++;
    }

    /** Sends an answer that was promised, or as much of it as the client takes now. */
    void send(String answer) throws IOException {
        unanswered--;
        output.add(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
        flush();
    }

    /** Sends what is left. */
    void flush() throws IOException {
        while (!output.isEmpty()) {
            out += channel.write(output.peek());
            if (output.peek().hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            output.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Whether the client has said QUIT and has been answered. */
    boolean isDone() {
        return dialogue.isOver() && unanswered == 0 && output.isEmpty();
    }

    /** Whether it answers at all. */
    boolean answers() {
        return answers;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Closes it, and counts what it carried for its mailbox. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing can be done for it any more.
        }
        ServedMailbox mailbox = dialogue.mailbox();
        if (mailbox != null) {
            mailbox.count(in, out, commands);
            mailbox.left();
        }
    }
}
