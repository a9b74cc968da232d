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

import java.math.BigDecimal;

/**
 * A line of an invoice.
 *
 * @param article what is sold
 * @param quantity as the mail says it; the database takes none below 1
 * @param price of one
 */
record Item(String article, int quantity, BigDecimal price) {

    /**
     * Reads a line such as {@code saddle; 2; 117.50}.
     *
     * @throws IllegalArgumentException if it is not an item
     */
    static Item parse(String line) {
        String[] words = line.split(";");
        if (words.length != 3) {
            throw new IllegalArgumentException("no item of an invoice: " + line);
        }
        return new Item(words[0].strip(), Integer.parseInt(words[1].strip()), new BigDecimal(words[2].strip()));
    }
}
