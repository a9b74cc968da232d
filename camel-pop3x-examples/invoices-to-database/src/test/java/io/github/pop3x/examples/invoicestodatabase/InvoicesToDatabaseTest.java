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
package io.github.pop3x.examples.invoicestodatabase;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class InvoicesToDatabaseTest {

    @Test
    void aMailIsBookedAsAWholeOrNotAtAll() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();

        InvoicesToDatabase.demonstrate(database("whole"), new PrintStream(shown, true, UTF_8));

        assertThat(shown.toString(UTF_8).lines())
                .containsExactly(
                        "2026-0117: 2 items, 273.00",
                        "2026-0118: 1 items, 250.00",
                        "2026-0120: 3 items, 566.00",
                        "Left in the mailbox: 1");
    }

    @Test
    void whatFailsLeavesNothingBehind() throws Exception {
        try (EmbeddedMailbox mailbox = new EmbeddedMailbox(SampleMails.all());
                ConfigurableApplicationContext application = InvoicesToDatabase.drain(mailbox, database("nothing"))) {
            assertThat(count(application, "invoice")).isEqualTo(3);
            assertThat(count(application, "invoice_item")).isEqualTo(6);
        }
    }

    /** As after a process that ended between the two commits: the invoices are booked, and the ledger does not know. */
    @Test
    void aMailThatComesAgainIsNotBookedTwice() throws Exception {
        Map<String, Object> settings = database("again");
        try (EmbeddedMailbox mailbox = new EmbeddedMailbox(SampleMails.all())) {
            try (ConfigurableApplicationContext application = InvoicesToDatabase.drain(mailbox, settings)) {
                assertThat(count(application, "invoice")).isEqualTo(3);
            }
            assertThat(mailbox.count()).as("kept on the server").isEqualTo(4);
            try (ConfigurableApplicationContext application = InvoicesToDatabase.drain(mailbox, settings)) {
                assertThat(routed(application))
                        .as("while the ledger knows them")
                        .isZero();
                application.getBean(JdbcTemplate.class).update("DELETE FROM POP3X_LEDGER");
            }
            try (ConfigurableApplicationContext application = InvoicesToDatabase.drain(mailbox, settings)) {
                assertThat(routed(application)).as("the ledger knows none").isEqualTo(4);
                assertThat(count(application, "invoice")).isEqualTo(3);
                assertThat(count(application, "invoice_item")).isEqualTo(6);
            }
        }
    }

    private static Map<String, Object> database(String name) {
        return Map.of(
                "spring.datasource.url",
                "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1",
                "camel.component.pop3x.delete",
                name.equals("whole"),
                // What goes wrong in these tests is to go wrong.
                "logging.level.root",
                "OFF");
    }

    private static int count(ConfigurableApplicationContext application, String table) {
        return application.getBean(JdbcTemplate.class).queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
    }

    private static int routed(ConfigurableApplicationContext application) {
        return application.getBean(UntilEmpty.class).polled();
    }
}
