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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each endpoint URI of docs/providers.md is one that the component takes; nobody is connected to. */
class ProvidersDocsTest {

    private static final Path PAGE = Path.of("..", "docs", "providers.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```\\n(pop3xs?:.*?)```");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (.*?)$(.*?)(?=^## |\\z)");

    static Stream<String> uris() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE)).results().map(block -> block.group(1)
                .replaceAll("\\s+", ""));
    }

    @ParameterizedTest
    @MethodSource("uris")
    void theComponentTakesIt(String uri) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            Pop3xEndpoint endpoint = context.getEndpoint(uri, Pop3xEndpoint.class);
            endpoint.start();
            assertThat(endpoint.clientOptions()).isNotNull();
        }
    }

    @Test
    void everyProviderHasAUriAndSaysWhereItsFactsAreFrom() throws IOException {
        for (MatchResult section :
                SECTION.matcher(Files.readString(PAGE)).results().toList()) {
            assertThat(section.group(2))
                    .as(section.group(1))
                    .containsPattern(BLOCK)
                    .contains("](https://");
        }
    }
}
