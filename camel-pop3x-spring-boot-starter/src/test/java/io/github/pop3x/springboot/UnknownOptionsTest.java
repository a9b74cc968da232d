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
package io.github.pop3x.springboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A misspelt option stops the start, and the report names it. */
@ExtendWith(OutputCaptureExtension.class)
class UnknownOptionsTest {

    @Test
    void aMisspeltOptionStopsTheStart(CapturedOutput output, @TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("application.properties"), "camel.component.pop3x.redTimeout = 30s\n");

        assertThatThrownBy(() -> start("--spring.config.additional-location=file:" + directory + "/"))
                .hasRootCauseInstanceOf(UnknownOptionException.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .containsPattern(
                        "camel\\.component\\.pop3x\\.redTimeout is no option \\(.*application\\.properties.* - 1:36\\)")
                .contains("Options with a similar name: readTimeout.");
    }

    @Test
    void theValueIsNotShown(CapturedOutput output) {
        assertThatThrownBy(() -> start("--camel.component.pop3xs.pasword=s3cret"))
                .hasRootCauseMessage("camel.component.pop3xs.pasword is no option (\"camel.component.pop3xs.pasword\""
                        + " from property source \"commandLineArgs\")");

        assertThat(output).contains("Options with a similar name: password.").doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delay", "initial-delay", "pollStrategy"})
    void anOptionOfEndpointsOnlyIsToBeSetInTheUri(String option, CapturedOutput output) {
        assertThatThrownBy(() -> start("--camel.component.pop3x." + option + "=5s"))
                .hasRootCauseInstanceOf(UnknownOptionException.class);

        assertThat(output)
                .containsPattern(
                        "Set (delay|initialDelay|pollStrategy) in the URI of each endpoint: the component has no"
                                + " such option\\.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration.username", "nothing.like.it", "customizer.enable"})
    void whatIsBelowAnOptionIsNoOption(String option) {
        assertThatThrownBy(() -> start("--camel.component.pop3x." + option + "=x"))
                .hasRootCauseInstanceOf(UnknownOptionException.class)
                .rootCause()
                .hasMessageContaining("camel.component.pop3x." + option + " is no option");
    }

    @Test
    void environmentVariablesAreLookedAtToo() {
        assertThatThrownBy(() ->
                        UnknownOptions.check(environment("CAMEL_COMPONENT_POP3X_REDTIMEOUT"), "camel.component.pop3x"))
                .isInstanceOf(UnknownOptionException.class)
                .hasMessageStartingWith("CAMEL_COMPONENT_POP3X_REDTIMEOUT is no option");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAMEL_COMPONENT_POP3X_READTIMEOUT",
                "CAMEL_COMPONENT_POP3X_READ_TIMEOUT",
                "CAMEL_COMPONENT_POP3X_CUSTOMIZER_ENABLED",
                "CAMEL_COMPONENT_POP3X_ENABLED",
                "CAMEL_COMPONENT_POP3X_SSLBUNDLE",
                "CAMEL_COMPONENT_POP3XS_REDTIMEOUT",
            })
    void theirSpellingsOfAnOptionAreKnown(String variable) {
        assertThatCode(() -> UnknownOptions.check(environment(variable), "camel.component.pop3x"))
                .doesNotThrowAnyException();
    }

    private static StandardEnvironment environment(String variable) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, "30s")));
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    private static void start(String... arguments) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(arguments).close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
