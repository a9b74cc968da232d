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
package io.github.pop3x.spool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StreamCache;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message's octets as the body of an exchange: a stream that can be read again from the start, any number of times.
 *
 * <p>It holds one reference to the {@link SpooledMessage}. The reference is released by {@link #release()} when the
 * exchange is done, else when this object has become unreachable. Octets in a file are gone with the last reference. Octets
 * in memory no longer count then, and can be read for as long as somebody keeps this body or a copy of it: a mock endpoint,
 * or a collection of exchanges.
 *
 * <p>One thread reads it at a time; {@link #copy} gives another thread its own. Any thread may release it.
 */
public final class SpooledBody extends InputStream implements SpooledContent {

    private static final Logger LOG = LoggerFactory.getLogger(SpooledBody.class);

    /** Made with the first body, for it starts a thread: no class does that when it is initialized. */
    private static Cleaner cleaner;

    private final SpooledMessage message;
    private final boolean untilUnreachable;
    private final Cleaner.Cleanable reference;

    /** The octets of a released body whose message was in memory; else null. */
    private byte[] kept;

    private InputStream reader;
    private long position;

    /**
     * @param message its reference passes to this body
     */
    public SpooledBody(SpooledMessage message) {
        this(message, false);
    }

    /**
     * @param message its reference passes to this body
     * @param untilUnreachable whether this body and its copies hold their references until they are unreachable, whatever
     *     releases them
     */
    public SpooledBody(SpooledMessage message, boolean untilUnreachable) {
        this.message = message;
        this.untilUnreachable = untilUnreachable;
        this.reference = cleaner().register(this, new Reference(message));
    }

    private static synchronized Cleaner cleaner() {
        if (cleaner == null) {
            cleaner = Cleaner.create();
        }
        return cleaner;
    }

    /** A copy of a released body. It has no reference. */
    private SpooledBody(SpooledMessage message, byte[] kept) {
        this.message = message;
        this.untilUnreachable = false;
        this.reference = () -> {};
        this.kept = kept;
    }

    /** One counted reference; given back once, by the first caller. Must not refer to the body. */
    private static final class Reference implements Runnable {
        private final SpooledMessage message;
        private final AtomicBoolean held = new AtomicBoolean(true);

        Reference(SpooledMessage message) {
            this.message = message;
        }

        @Override
        public void run() {
            if (held.getAndSet(false)) {
                message.release();
            }
        }
    }

    /** Gives the reference back, unless this body was made to hold it until it is unreachable. */
    @Override
    public void release() {
        if (untilUnreachable) {
            return;
        }
        keepWhatIsInMemory();
        if (message.isInMemory()) {
            reference.clean();
        } else {
            discard();
        }
    }

    private synchronized void keepWhatIsInMemory() {
        if (kept == null) {
            kept = message.octetsInMemory();
        }
    }

    /** Gives the reference back in any case: for a body that no exchange gets. */
    public void discard() {
        try {
            close();
        } catch (IOException e) {
            LOG.debug("Cannot close the reader of a message that nobody reads any more", e);
        }
        // A reader of octets in memory holds on to them.
        reader = null;
        reference.clean();
    }

    /**
     * Another body with the same octets, from the start. It has a reference of its own, unless the last one was given back.
     *
     * @return this body if there is nothing to read any more
     */
    @Override
    public SpooledBody another() {
        if (message.tryRetain()) {
            return retained();
        }
        byte[] octets = kept();
        return octets == null ? this : new SpooledBody(message, octets);
    }

    private synchronized byte[] kept() {
        return kept;
    }

    /** A body that takes over the reference which was just retained, or gives it back. */
    private SpooledBody retained() {
        SpooledBody body = null;
        try {
            body = new SpooledBody(message, untilUnreachable);
            return body;
        } finally {
            if (body == null) {
                message.release();
            }
        }
    }

    @Override
    public int read() throws IOException {
        int octet = reader().read();
        position += octet < 0 ? 0 : 1;
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = reader().read(target, offset, length);
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = reader().skip(count);
        position += skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return reader().available();
    }

    private InputStream reader() throws IOException {
        if (reader == null) {
            reader = open();
        }
        return reader;
    }

    /** Opened as one step, so that a release at the same time is before it or after it. */
    private synchronized InputStream open() throws IOException {
        return kept == null ? message.open() : new ByteArrayInputStream(kept);
    }

    /** Ends this reading; {@link #reset()} begins another. */
    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }

    /** Goes back to the start. */
    @Override
    public void reset() {
        try {
            close();
        } catch (IOException e) {
            throw new RuntimeCamelException("Cannot reset the message's octets", e);
        }
        reader = null;
        position = 0;
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        reset();
        transferTo(target);
    }

    /**
     * A body of its own for another exchange, from the start.
     *
     * <p>It is released when that exchange is done, and so is the body that the exchange has of the same octets and that
     * the copy is about to replace. A part of a larger unit of work may hand its body up to the whole, so there both are
     * released when they become unreachable.
     */
    @Override
    public StreamCache copy(Exchange exchange) {
        SpooledBody copy = another();
        if (copy == this) {
            throw new IllegalStateException(SpooledMessage.GONE);
        }
        if (exchange.getProperty(ExchangePropertyKey.STREAM_CACHE_UNIT_OF_WORK) == null) {
            releaseWhenDone(exchange, copy);
            if (exchange.getMessage().getBody() instanceof SpooledBody replaced && replaced.message == message) {
                releaseWhenDone(exchange, replaced);
            }
        }
        return copy;
    }

    private static void releaseWhenDone(Exchange exchange, SpooledBody body) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            /** Last of all: a route on completion is run by a completion, too, and reads the body. */
            @Override
            public int getOrder() {
                return Integer.MAX_VALUE;
            }

            @Override
            public void onDone(Exchange done) {
                body.release();
            }
        });
    }

    @Override
    public boolean inMemory() {
        return message.isInMemory();
    }

    @Override
    public long length() {
        return message.length();
    }

    @Override
    public long position() {
        return position;
    }

    /** What it is, never its octets: a log line of a route must not hold a mail. */
    @Override
    public String toString() {
        return "SpooledBody[" + message.length() + " octets]";
    }
}
