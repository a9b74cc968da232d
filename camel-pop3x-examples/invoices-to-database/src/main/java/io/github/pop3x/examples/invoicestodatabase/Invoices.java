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

import java.util.List;

import io.github.pop3x.Pop3xConstants;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of invoices. */
@Component
class Invoices {

    private final JdbcTemplate database;

    Invoices(JdbcTemplate database) {
        this.database = database;
    }

    /**
     * Books the invoice of a mail, in the transaction of the route. One that is booked is left alone: the same mail comes again
     * if the process ended after the transaction and before the mail was known to be delivered.
     *
     * @param mailbox with the unique id the identity of the mail
     * @param uid see there
     * @param subject has the number of the invoice as its last word
     * @param text an item on each line
     */
    public void book(
            @Header(Pop3xConstants.MAILBOX) String mailbox,
            @Header(Pop3xConstants.UID) String uid,
            @Header("Subject") String subject,
            @Body String text) {
        String known = "SELECT COUNT(*) FROM invoice WHERE mailbox = ? AND uid = ?";
        if (database.queryForObject(known, Integer.class, mailbox, uid) > 0) {
            return;
        }
        String number = subject.substring(subject.lastIndexOf(' ') + 1);
        database.update("INSERT INTO invoice (mailbox, uid, number) VALUES (?, ?, ?)", mailbox, uid, number);
        List<Item> items = text.strip().lines().map(Item::parse).toList();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            database.update(
                    "INSERT INTO invoice_item (mailbox, uid, position, article, quantity, price) VALUES (?, ?, ?, ?, ?, ?)",
                    mailbox,
                    uid,
                    i + 1,
                    item.article(),
                    item.quantity(),
                    item.price());
        }
    }

    /** A line of text for each invoice, in order. */
    List<String> shown() {
        return database.query(
                "SELECT number, COUNT(*), SUM(quantity * price) FROM invoice JOIN invoice_item USING (mailbox, uid)"
                        + " GROUP BY invoice.mailbox, invoice.uid, number ORDER BY number",
                (row, index) -> row.getString(1) + ": " + row.getInt(2) + " items, " + row.getBigDecimal(3));
    }
}
