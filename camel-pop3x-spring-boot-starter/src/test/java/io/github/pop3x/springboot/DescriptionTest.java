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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.pop3x.springboot.Catalogue.Option;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/** IDEs are told every option of the component, with its type, its default and its description, and nothing else. */
class DescriptionTest {

    private static final Map<String, JsonObject> DESCRIBED = Catalogue.described();
    private static final List<String> OWN = List.of("enabled", "customizer.enabled", "ssl-bundle");

    static Stream<Option> options() {
        return Catalogue.options();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("options")
    void anOptionIsDescribed(Option option) throws ClassNotFoundException {
        JsonObject property = DESCRIBED.get(property(option));

        assertThat(property).as("description of %s", option).isNotNull();
        assertThat(property.getString("description"))
                .isEqualTo(option.metadata().getString("description"))
                .isNotBlank();
        assertThat(property.getString("type")).isEqualTo(expectedType(option));
        assertThat(Class.forName(property.getString("type"))).isNotNull();
        Object told = property.get("defaultValue");
        if (option.type().equals("duration")) {
            assertThat(DurationStyle.detectAndParse((String) told))
                    .isEqualTo(Duration.ofMillis(
                            Long.parseLong(option.defaultValue().toString())));
        } else {
            assertThat(told).isEqualTo(option.defaultValue());
        }
    }

    @Test
    void nothingElseIsDescribed() {
        var expected =
                Catalogue.options().map(DescriptionTest::property).collect(Collectors.toCollection(TreeSet::new));
        Catalogue.SCHEMES.forEach(
                scheme -> OWN.forEach(name -> expected.add("camel.component." + scheme + "." + name)));

        assertThat(DESCRIBED.keySet()).containsExactlyElementsOf(expected);
    }

    private static String property(Option option) {
        return "camel.component." + option.scheme() + "." + DataObjectPropertyName.toDashedForm(option.name());
    }

    private static String expectedType(Option option) {
        return switch (option.type()) {
            case "boolean" -> "java.lang.Boolean";
            case "integer" ->
                List.of("long", "java.lang.Long").contains(option.javaType()) ? "java.lang.Long" : "java.lang.Integer";
            case "duration" -> "java.time.Duration";
            case "object" -> option.javaType().equals("java.lang.Object") ? "java.lang.String" : option.javaType();
            default -> option.javaType();
        };
    }
}
