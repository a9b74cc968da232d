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
package io.github.pop3x;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Each example that docs/choosing.md gives, and that the options' own descriptions give, does what they say. */
class ChoosingDocsTest {

    private static final Path PAGE = Path.of("..", "docs", "choosing.md");
    private static final Path OPTIONS =
            Path.of("src", "generated", "resources", "META-INF", "io", "github", "pop3x", "pop3x.json");
    private static final Pattern CELL = Pattern.compile("`([^`]+)`");

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();

    /** The cells of each row of a table of the page. */
    private static List<String[]> rows(String header) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith(header))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.substring(1).split("\\|"))
                .toList();
    }

    private static List<String> quoted(String cell) {
        return CELL.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    static Stream<Arguments> examples() throws IOException {
        return rows("| options |").stream().map(row -> arguments(quoted(row[0]).get(0), quoted(row[1])));
    }

    @BeforeEach
    void fill() throws IOException {
        for (String[] row : rows("| uid |")) {
            String header = "From: " + quoted(row[2]).get(0) + "\r\nSubject: "
                    + quoted(row[3]).get(0) + "\r\n\r\n";
            int octets = Integer.parseInt(row[1].strip());
            maildrop.add(quoted(row[0]).get(0), header + "y".repeat(octets - header.length() - 2) + "\r\n");
        }
        server.answers(maildrop);
    }

    private List<String> routed(String options) throws Exception {
        Predicate fromBob = exchange ->
                exchange.getMessage().getHeader("From", "", String.class).startsWith("bob@");
        try (PolledRoute route =
                PolledRoute.from(server, options, Map.of("fromBob", fromBob), ChoosingDocsTest::nothing)) {
            route.poll();
            List<String> uids = route.takeUids();
            assertTrue(uids.containsAll(maildrop.retrievals()), "what is passed over is not retrieved");
            return uids;
        }
    }

    private static void nothing(Exchange exchange) {}

    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesOfThePageRouteWhatItSays(String options, List<String> uids) throws Exception {
        assertEquals(uids, routed(options));
    }

    @ParameterizedTest
    @CsvSource({"filter, a b c d", "headerFilter, a"})
    void theExampleOfAnOptionsDescriptionIsAnExpression(String option, String uids) throws Exception {
        Matcher description =
                Pattern.compile("\"" + option + "\": \\{.*?Example: ([^\"]+)\"").matcher(Files.readString(OPTIONS));
        assertTrue(description.find());
        assertEquals(Arrays.asList(uids.split(" ")), routed(option + "=" + description.group(1)));
    }
}
