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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;

/** The tables of options and headers: short ones in Markdown for the README, full ones in AsciiDoc for the manual. */
final class Tables {

    private static final Map<String, Long> UNITS = units();

    private Tables() {}

    private static Map<String, Long> units() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("d", 86_400_000L);
        units.put("h", 3_600_000L);
        units.put("m", 60_000L);
        units.put("s", 1000L);
        return units;
    }

    /** What Camel's site wants to know of a component, as the attributes of its page. */
    static String frontMatter(ComponentModel model) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("doctitle", model.getTitle());
        attributes.put("shortname", model.getScheme());
        attributes.put("artifactid", model.getArtifactId());
        attributes.put("description", model.getDescription());
        attributes.put("since", model.getFirstVersion());
        attributes.put("supportlevel", model.getSupportLevel().name());
        attributes.put(
                "component-header",
                model.isConsumerOnly()
                        ? "Only consumer is supported"
                        : model.isProducerOnly()
                                ? "Only producer is supported"
                                : "Both producer and consumer are supported");
        return attributes.entrySet().stream()
                .map(attribute -> ":" + attribute.getKey() + ": " + attribute.getValue() + "\n")
                .collect(Collectors.joining());
    }

    static String asciidocOptions(List<? extends BaseOptionModel> options) {
        return options.stream()
                .map(option -> "\n| `%s` (%s) | %s | %s | %s\n"
                        .formatted(
                                option.getName(),
                                option.getGroup(),
                                inAsciidoc(description(option)),
                                standard(option).isEmpty() ? "" : "`" + inAsciidoc(standard(option)) + "`",
                                type(option)))
                .collect(Collectors.joining(
                        "",
                        "[width=\"100%\",cols=\"2,5,1,2\",options=\"header\"]\n|===\n| Name | Description | Default | Type\n",
                        "|===\n"));
    }

    private static String description(BaseOptionModel option) {
        return (option.isRequired() ? "*Required* " : "") + option.getDescription();
    }

    private static String type(BaseOptionModel option) {
        if (option.getEnums() != null && !option.getEnums().isEmpty()) {
            return option.getEnums().stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
        }
        return "duration".equals(option.getType()) ? "duration" : simpleName(option.getJavaType());
    }

    private static String simpleName(String javaType) {
        return javaType.replaceAll("\\w+\\.", "");
    }

    /** The default as one would write it, empty if there is none; a duration in its largest whole unit. */
    private static String standard(BaseOptionModel option) {
        Object value = option.getDefaultValue();
        if (value == null) {
            return "";
        }
        if (!"duration".equals(option.getType()) || value.toString().equals("0")) {
            return value.toString();
        }
        long millis = Long.parseLong(value.toString());
        return UNITS.entrySet().stream()
                .filter(unit -> millis % unit.getValue() == 0)
                .findFirst()
                .map(unit -> millis / unit.getValue() + unit.getKey())
                .orElse(millis + "ms");
    }

    private static String inAsciidoc(String text) {
        return text.replace("|", "\\|").strip();
    }
}
