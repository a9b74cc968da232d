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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any octets are a netrc file, or refused as one in sentences that tell nothing of what is in it. */
class NetrcFuzzTest {

    /** All that may be said of a file, whatever it holds. */
    private static final Pattern TELLABLE = Pattern.compile("netrc, line [1-9][0-9]*: ("
            + "expected machine, default, login, password, account or macdef, not another word"
            + "|a word that belongs to an entry stands before the first machine"
            + "|the file ends where a value should stand"
            + "|a quoted word does not end)"
            + "|netrc has no entry for machine h. Add one"
            + "|the entry of netrc for machine h has no password. Add it"
            + "|the entry of netrc for machine h: (username must not be empty"
            + "|username must not contain control characters|password must not contain NUL)");

    private static final Netrc.Entry FIRST = new Netrc.Entry("first", "alice", "s3cret");

    @FuzzTest
    void netrc(byte[] octets) throws IOException {
        String text = new String(octets, StandardCharsets.UTF_8);
        Optional<List<Netrc.Entry>> entries = read(text);
        if (entries.isPresent()) {
            assertWrittenAgain(entries.get(), text.length());
            assertFound(entries.get(), Netrc.parse(text));
            assertCredentials(entries.get(), Netrc.parse(text));
            List<Netrc.Entry> behindAnother = new ArrayList<>(List.of(FIRST));
            behindAnother.addAll(entries.get());
            assertEquals(Optional.of(behindAnother), read(written(FIRST) + text));
        }
        assertSkipped(text);
    }

    /** What is read can be written and read again; and there is no more of it than came. */
    private static void assertWrittenAgain(List<Netrc.Entry> entries, int length) {
        StringBuilder written = new StringBuilder();
        int read = 0;
        for (Netrc.Entry entry : entries) {
            written.append(written(entry));
            read += Objects.toString(entry.machine(), "").length()
                    + Objects.toString(entry.login(), "").length()
                    + Objects.toString(entry.password(), "").length();
        }
        assertTrue(read <= length, "more than came");
        assertEquals(Optional.of(entries), read(written.toString()));
    }

    /** Each machine and login has an entry of its own, and the text of an entry does not hang on its password. */
    private static void assertFound(List<Netrc.Entry> entries, Netrc netrc) {
        for (Netrc.Entry entry : entries) {
            String machine = Objects.toString(entry.machine(), "no machine of the file");
            Netrc.Entry any = netrc.find(machine, null).orElseThrow();
            assertTrue(any.machine() == null || any.isFor(machine), "another machine");
            Netrc.Entry own = netrc.find(machine, entry.login()).orElseThrow();
            assertTrue(entry.login() == null || entry.login().equals(own.login()) || own.login() == null);
            assertEquals(new Netrc.Entry(entry.machine(), entry.login(), "other").toString(), entry.toString());
        }
    }

    /** A comment or a macro in front, whatever stands in it, changes nothing behind it. */
    private static void assertSkipped(String text) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        String rest = end < 0 ? "" : text.substring(end + 1);
        Optional<List<Netrc.Entry>> entries = read(rest);
        assertEquals(entries, read("#" + line + "\n" + rest));
        assertEquals(entries, read("macdef init\n." + line + "\n\n" + rest));
    }

    /** The entry that is found logs in with what it holds, or the login is refused before it begins. */
    private static void assertCredentials(List<Netrc.Entry> entries, Netrc netrc) {
        var provider = new NetrcCredentials("h", Optional.empty(), Optional.empty());
        try {
            Credentials credentials = provider.credentials(netrc, Path.of("netrc"), "alice");
            assertTrue(entries.stream().anyMatch(entry -> credentials.password().equals(entry.password())));
        } catch (IOException refused) {
            assertTellable(refused.getMessage());
        }
    }

    /** What the parser makes of a text; empty if it refuses. */
    private static Optional<List<Netrc.Entry>> read(String text) {
        try {
            return Optional.of(new NetrcParser(text).entries());
        } catch (IOException refused) {
            assertTellable(refused.getMessage());
            return Optional.empty();
        }
    }

    private static void assertTellable(String message) {
        assertTrue(TELLABLE.matcher(message).matches(), message);
    }

    private static String written(Netrc.Entry entry) {
        return (entry.machine() == null ? "default" : word("machine", entry.machine()))
                + word(" login", entry.login())
                + word(" password", entry.password())
                + "\n";
    }

    private static String word(String keyword, String value) {
        return value == null
                ? ""
                : keyword + " \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
