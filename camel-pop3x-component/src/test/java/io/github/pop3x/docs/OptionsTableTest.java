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
package io.github.pop3x.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The tables of options and headers in the manual are those of the metadata, which are those of the code. */
class OptionsTableTest {

    private static final Path MANUAL = Path.of("src", "main", "docs", "pop3x-component.adoc");

    static Stream<Arguments> parts() {
        ComponentModel model = Metadata.read();
        return Stream.of(
                arguments(MANUAL, "front matter", Tables.frontMatter(model)),
                arguments(MANUAL, "component options", Tables.asciidocOptions(Metadata.componentAlone(model))),
                arguments(MANUAL, "endpoint options", Tables.asciidocOptions(model.getEndpointOptions())),
                arguments(MANUAL, "headers", Tables.asciidocOptions(model.getEndpointHeaders())));
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("parts")
    void theTableSaysWhatTheMetadataSay(Path document, String name, String table) throws IOException {
        GeneratedPart part = new GeneratedPart(document, name);
        String text = Files.readString(document);
        if (Boolean.getBoolean("pop3x.docs.write")) {
            Files.writeString(document, part.replacedIn(text, table));
        }
        assertThat(part.of(Files.readString(document)))
                .as(
                        "%s of %s; write it anew by: mvn -pl camel-pop3x-component test -Dtest=%s -Dpop3x.docs.write=true",
                        name, document, getClass().getSimpleName())
                .isEqualTo(table);
    }
}
