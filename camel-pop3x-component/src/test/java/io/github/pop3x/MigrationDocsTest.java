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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.pop3x.testing.MigrationPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The page for those who come from camel-mail: no option and no header of its is missing, and what it names exists here. */
class MigrationDocsTest {

    private static final String THEIRS = "/META-INF/org/apache/camel/component/mail/pop3.json";
    private static final String OURS = "/META-INF/io/github/pop3x/pop3x.json";
    private static final Pattern ENTRY = Pattern.compile("(?m)^    \"([\\w-]+)\": \\{ \"index\".*\"kind\": \"(\\w+)\"");

    /** The page is of the baseline's camel-mail; on another Camel that one has other options. */
    @BeforeEach
    void onTheBaseline() throws IOException {
        try (InputStream in = MigrationDocsTest.class.getResourceAsStream(THEIRS)) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assumeTrue(json.contains("\"version\": \"4.18.0\""), "the camel-mail here is not that of the page");
        }
    }

    /** What a catalog has under the kinds. */
    private static Set<String> names(String catalog, String... kinds) throws IOException {
        try (InputStream in = MigrationDocsTest.class.getResourceAsStream(catalog)) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String endpoint = json.substring(json.indexOf("\n  \"headers\""));
            return ENTRY.matcher(endpoint)
                    .results()
                    .filter(entry -> List.of(kinds).contains(entry.group(2)))
                    .map(entry -> entry.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void everyOptionOfCamelMailHasARowAndWhatItNamesExists() throws IOException {
        Map<String, String> rows = MigrationPage.rows("Options");
        assertThat(rows.keySet()).isEqualTo(names(THEIRS, "parameter", "path"));
        Set<String> named = new TreeSet<>(rows.values());
        named.remove("");
        assertThat(names(OURS, "parameter", "path")).containsAll(named);
    }

    @Test
    void everyHeaderOfCamelMailHasARow() throws IOException {
        assertThat(MigrationPage.rows("Headers").keySet()).isEqualTo(names(THEIRS, "header"));
    }
}
