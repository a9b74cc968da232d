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
package io.github.pop3x.client.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a connection on another thread, so that the thread that owns the session reads meanwhile. A server that does
 * not read before its answers are read would otherwise block both sides (RFC 2449 §6.6).
 *
 * <p>It writes one piece at a time. If that fails it says so to the next one that writes: what the server has said until
 * then can still be read, and a connection that takes no octets any more ends for the reader, too.
 *
 * <p>For the thread that owns the session.
 */
final class AsideWriter {

    /** Daemon threads for all connections, one for each that is being written to; they go soon, and pin no class loader. */
    private static final ThreadPoolExecutor THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(null, task, "pop3-writer", 0, false);
                thread.setDaemon(true);
                thread.setContextClassLoader(null);
                return thread;
            });

    private final OutputStream target;
    private boolean isWriting;
    private IOException failure;

    /** @param target the connection */
    AsideWriter(OutputStream target) {
        this.target = target;
    }

    /** Tells whether nothing is being written. */
    synchronized boolean isIdle() {
        return !isWriting;
    }

    /**
     * Waits until nothing is being written. Closing the connection ends the wait; an interruption does not.
     *
     * @throws IOException if writing has failed
     */
    synchronized void awaitIdle() throws IOException {
        boolean interrupted = false;
        while (isWriting) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Begins to write, when what was written before has left.
     *
     * @param octets not to be touched any more
     * @throws IOException if writing has failed before
     */
    void write(ByteArrayOutputStream octets) throws IOException {
        awaitIdle();
        begin();
        boolean begun = false;
        try {
            THREADS.execute(() -> run(octets));
            begun = true;
        } finally {
            if (!begun) {
                end(new IOException("no thread could be started to write to the server"));
            }
        }
    }

    private void run(ByteArrayOutputStream octets) {
        IOException failed = new IOException("writing to the server ended with an error");
        try {
            octets.writeTo(target);
            target.flush();
            failed = null;
        } catch (IOException e) {
            failed = e;
        } finally {
            end(failed);
        }
    }

    private synchronized void begin() {
        isWriting = true;
    }

    private synchronized void end(IOException failed) {
        isWriting = false;
        failure = failed;
        notifyAll();
    }
}
