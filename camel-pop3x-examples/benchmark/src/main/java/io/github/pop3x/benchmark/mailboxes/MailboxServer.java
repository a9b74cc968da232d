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
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * A POP3 server in memory for thousands of mailboxes, on one thread: PIPELINING, UIDL, TOP, no TLS. It listens on 127.0.0.1.
 * Any thread may call its methods.
 */
public final class MailboxServer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final int BUFFER = 16 * 1024;

    private final ServerOptions options;
    private final Selector selector = Selector.open();
    private final ServerPorts ports;
    private final MailText text;
    private final Thread thread = new Thread(this::run, "mailbox-server");
    private final Queue<FutureTask<?>> requests = new ConcurrentLinkedQueue<>();
    private final Map<String, ServedMailbox> mailboxes = new LinkedHashMap<>();
    private final Deque<Answer> later = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final LongSupplier nanoTime = System::nanoTime;
    private int open;
    private int mostOpen;
    private long sessions;
    private long sessionNanos;
    private volatile boolean isClosed;

    /** An answer that is due at a time. All wait equally long, so those that are queued first are due first. */
    private record Answer(long due, ServedConnection connection, String text) {}

    private MailboxServer(ServerOptions options) throws IOException {
        this.options = options;
        this.ports = new ServerPorts(selector, options);
        this.text = new MailText(options.octets());
    }

    /** Starts a server. */
    static MailboxServer start(ServerOptions options) throws IOException {
        MailboxServer server = new MailboxServer(options);
        server.thread.setDaemon(true);
        server.thread.start();
        return server;
    }

    /** Where it listens, and where it does not. */
    ServerPorts ports() {
        return ports;
    }

    /** Delivers so many mails to each mailbox that was ever opened. */
    int deliver(int mails) throws IOException {
        return ask(() -> {
            mailboxes.values().forEach(mailbox -> mailbox.deliver(mails));
            return mailboxes.size() * mails;
        });
    }

    /** Forgets the gaps between logins and how many sessions were open at once. */
    void forgetGaps() throws IOException {
        ask(() -> {
            mailboxes.values().forEach(ServedMailbox::forgetGaps);
            mostOpen = open;
            return null;
        });
    }

    /** Forgets what clients did; the mails stay. No session may be open. */
    void forgetVisits() throws IOException {
        ask(() -> {
            mailboxes.replaceAll((name, mailbox) -> mailbox.renewed());
            mostOpen = open;
            sessions = 0;
            sessionNanos = 0;
            return null;
        });
    }

    /** What clients did so far. */
    ServedTraffic traffic() throws IOException {
        return ask(() -> new ServedTraffic(
                nanoTime.getAsLong(),
                mostOpen,
                sessions,
                sessionNanos,
                mailboxes.values().stream()
                        .filter(ServedMailbox::isVisited)
                        .map(mailbox -> mailbox.visits(nanoTime.getAsLong()))
                        .toList()));
    }

    private <T> T ask(Callable<T> request) throws IOException {
        FutureTask<T> task = new FutureTask<>(request);
        requests.add(task);
        selector.wakeup();
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server was asked", e);
        }
    }

    private void run() {
        try {
            while (!isClosed) {
                selector.select(this::serve, untilNextAnswer());
                for (FutureTask<?> task = requests.poll(); task != null; task = requests.poll()) {
                    task.run();
                }
                sendWhatIsDue();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the server's selector fails", e);
        }
    }

    /** Milliseconds, rounded up; 0 for ever. */
    private long untilNextAnswer() {
        if (later.isEmpty()) {
            return 0;
        }
        return 1 + Math.max(0, TimeUnit.NANOSECONDS.toMillis(later.peek().due() - nanoTime.getAsLong()));
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept((ServerSocketChannel) key.channel(), (Boolean) key.attachment());
            } else if (key.attachment() instanceof ServedConnection connection) {
                serve(connection, key);
            }
        } catch (IOException e) {
            // The client has gone: what it asked for is not wanted any more.
            if (key.attachment() instanceof ServedConnection connection) {
                close(connection);
            }
        }
    }

    private void accept(ServerSocketChannel listener, boolean answers) throws IOException {
        SocketChannel channel = listener.accept();
        if (channel == null) {
            return;
        }
        channel.configureBlocking(false);
        channel.socket().setTcpNoDelay(true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        var connection = new ServedConnection(
                channel, key, new MailboxDialogue(text, this::logIn), answers, nanoTime.getAsLong());
        key.attach(connection);
        open++;
        mostOpen = Math.max(mostOpen, open);
        answer(connection, MailboxDialogue.GREETING);
    }

    private ServedMailbox logIn(String user) {
        ServedMailbox mailbox = mailboxes.computeIfAbsent(user, name -> new ServedMailbox(name, options.mails()));
        mailbox.loggedIn(nanoTime.getAsLong());
        return mailbox;
    }

    private void serve(ServedConnection connection, SelectionKey key) throws IOException {
        if (key.isWritable()) {
            connection.flush();
        }
        if (key.isReadable()) {
            String answers = connection.read(buffer);
            if (answers == null) {
                close(connection);
                return;
            }
            if (!answers.isEmpty()) {
                answer(connection, answers);
            }
        }
        closeIfDone(connection);
    }

    private void answer(ServedConnection connection, String text) throws IOException {
        if (!connection.answers()) {
            return;
        }
        connection.promise();
        if (options.latency().isZero()) {
            connection.send(text);
        } else {
            later.add(new Answer(nanoTime.getAsLong() + options.latency().toNanos(), connection, text));
        }
    }

    private void sendWhatIsDue() {
        while (!later.isEmpty() && later.peek().due() - nanoTime.getAsLong() <= 0) {
            Answer answer = later.remove();
            try {
                if (answer.connection().isOpen()) {
                    answer.connection().send(answer.text());
                    closeIfDone(answer.connection());
                }
            } catch (IOException e) {
                close(answer.connection());
            }
        }
    }

    private void closeIfDone(ServedConnection connection) {
        if (connection.isDone()) {
            sessions++;
            sessionNanos += nanoTime.getAsLong() - connection.began();
            close(connection);
        }
    }

    private void close(ServedConnection connection) {
        if (connection.isOpen()) {
            open--;
            connection.close();
        }
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        ports.close();
        selector.close();
    }
}
