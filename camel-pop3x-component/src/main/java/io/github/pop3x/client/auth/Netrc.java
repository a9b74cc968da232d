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
package io.github.pop3x.client.auth;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import io.github.pop3x.client.text.DomainName;

/** The entries of a netrc file, in the order of the file. Immutable. */
public final class Netrc {

    /**
     * One entry.
     *
     * @param machine the host; null for {@code default}
     * @param login the name; null if the entry has none
     * @param password the password; null if the entry has none
     */
    record Entry(String machine, String login, String password) {

        boolean isFor(String host) {
            return machine != null && DomainName.isSame(machine, host);
        }

        /** The place; never the password. */
        @Override
        public String toString() {
            return "Entry[" + (machine == null ? "default" : machine) + ", " + login + ", ****]";
        }
    }

    private final List<Entry> entries;

    private Netrc(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads the text of a file. Words are separated by blanks and line ends; a word may stand in double quotes, and a
     * backslash takes the next character as it is; {@code #} where an entry's next keyword could stand begins a comment;
     * {@code macdef} is skipped up to an empty line.
     *
     * @throws IOException if the text is not of that form; told by its line, never by its words
     */
    public static Netrc parse(String text) throws IOException {
        return new Netrc(new NetrcParser(text).entries());
    }

    /**
     * Who logs in at a host: the first entry of that machine and login, else of that machine without a login, else the
     * default. A password that belongs to another login is never taken.
     *
     * @param host the server's name as configured
     * @param login the name; null to take the first entry of the machine, whatever its login
     * @return empty if there is none
     */
    Optional<Entry> find(String host, String login) {
        Predicate<Entry> here = entry -> entry.isFor(host);
        Predicate<Entry> fallback = entry -> entry.machine() == null;
        Predicate<Entry> nameless = entry -> entry.login() == null;
        if (login == null) {
            return first(here).or(() -> first(fallback));
        }
        Predicate<Entry> named = entry -> Objects.equals(entry.login(), login);
        return first(here.and(named))
                .or(() -> first(here.and(nameless)))
                .or(() -> first(fallback.and(named.or(nameless))));
    }

    private Optional<Entry> first(Predicate<Entry> wanted) {
        return entries.stream().filter(wanted).findFirst();
    }

    /** How many entries; nothing of what is in them. */
    @Override
    public String toString() {
        return "Netrc[" + entries.size() + " entries]";
    }
}
