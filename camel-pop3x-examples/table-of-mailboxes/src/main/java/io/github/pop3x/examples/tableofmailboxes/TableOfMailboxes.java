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
package io.github.pop3x.examples.tableofmailboxes;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;

/** Adds mailboxes to a table, changes and removes them, and shows that routes follow. */
public final class TableOfMailboxes {

    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final long LIMIT_SECONDS = 60;
    private static final String INSERT =
            "INSERT INTO mailbox (id, host, port, username, password, delay_seconds) VALUES (?, '127.0.0.1', ?, ?, ?, 1)";

    private final BlockingQueue<String> subjects = new LinkedBlockingQueue<>();
    private final EmbeddedServer server;
    private final Fleet fleet;

    private TableOfMailboxes(EmbeddedServer server) throws Exception {
        this.server = server;
        this.fleet = new Fleet("demonstration", PERIOD, this::note);
    }

    private void note(Exchange exchange) {
        subjects.add(exchange.getMessage().getHeader("subject", String.class));
    }

    /** Runs the demonstration; it ends by itself. */
    public static void main(String[] arguments) throws Exception {
        try (EmbeddedServer server = new EmbeddedServer()) {
            TableOfMailboxes demonstration = new TableOfMailboxes(server);
            try (Fleet running = demonstration.fleet) {
                demonstration.run(running.table());
            }
        }
    }

    private void run(MailboxTable table) throws Exception {
        for (int id = 1; id <= 3; id++) {
            server.create("user" + id, "first");
            table.update(INSERT, id, server.port(), "user" + id, "first");
        }
        System.out.println("3 mailboxes are in the table");
        await(3);

        server.changePassword("user2", "second");
        table.update("UPDATE mailbox SET password = 'second' WHERE id = 2");
        server.deliver("user2", "After the password has changed");
        System.out.println("The password of user2 has changed, on the server and in the table");
        await(1);

        table.update("DELETE FROM mailbox WHERE id = 3");
        while (fleet.polled() != 2) {
            TimeUnit.MILLISECONDS.sleep(PERIOD.toMillis());
        }
        System.out.println("user3 was removed from the table: " + fleet.polled() + " mailboxes are polled");
    }

    private void await(int mails) throws InterruptedException {
        for (int i = 0; i < mails; i++) {
            String subject = subjects.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (subject == null) {
                throw new IllegalStateException("a mail did not come within " + LIMIT_SECONDS + " s");
            }
            System.out.println("  mail: " + subject);
        }
    }
}
