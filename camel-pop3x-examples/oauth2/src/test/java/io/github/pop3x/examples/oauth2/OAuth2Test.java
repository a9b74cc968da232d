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
package io.github.pop3x.examples.oauth2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import io.github.pop3x.Pop3xComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The demonstration, and the settings for real servers. */
class OAuth2Test {

    @Test
    void aMailboxIsDrainedByARefreshTokenThatRotatesAndByTheClientsOwnRight() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();

        new OAuth2(new PrintStream(shown, true, UTF_8)).demonstrate();

        List<String> lines = shown.toString(UTF_8).lines().toList();
        assertThat(lines.stream().filter(line -> line.startsWith("  Order"))).hasSize(6);
        List<String> sums =
                lines.stream().filter(line -> line.contains(" logins, ")).toList();
        assertThat(sums).hasSize(2).allMatch(line -> line.endsWith("Left in the mailbox: 0"));
        assertThat(sums.get(0)).as("each login needs a new token").matches(" +([2-9]) logins, .* replaced \\1 times.*");
        assertThat(sums.get(1)).contains("replaced 0 times");
    }

    @Test
    void theSettingsAreOptionsOfTheComponent() throws IOException {
        for (String name : List.of("microsoft-365", "gmail")) {
            Properties properties = new Properties();
            try (Reader file = Files.newBufferedReader(Path.of("settings", name + ".properties"), UTF_8)) {
                properties.load(file);
            }
            assertThat(properties.stringPropertyNames()).as(name).isNotEmpty();
            Pop3xComponent component = new Pop3xComponent();
            properties.stringPropertyNames().forEach(property -> {
                String prefix = "camel.component.pop3xs.";
                assertThat(property).startsWith(prefix);
                assertThat(PropertyBindingSupport.build()
                                .withConfigurer(component.getComponentPropertyConfigurer())
                                .withReflection(false)
                                .bind(
                                        new DefaultCamelContext(),
                                        component,
                                        property.substring(prefix.length()),
                                        properties.getProperty(property).replaceAll("\\{\\{.*}}", "secret")))
                        .as(property)
                        .isTrue();
            });
            assertThat(component.getConfiguration().getOauth2TokenUri())
                    .as(name)
                    .startsWith("https://");
        }
    }
}
