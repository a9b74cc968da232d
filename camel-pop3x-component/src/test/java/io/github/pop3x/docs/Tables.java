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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;

/** The tables of options and headers: short ones in Markdown for the README, full ones in AsciiDoc for the manual. */
final class Tables {

    private static final List<String> ORDER = List.of(
            "common",
            "security",
            "consumer",
            "filter",
            "scheduler",
            "producer",
            "advanced",
            "consumer (advanced)",
            "producer (advanced)");

    private static final Pattern FIRST_SENTENCE = Pattern.compile("(?s).*?\\.(?=\\s+[A-Z]|$)");

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

    /** Every option of endpoints by its group, then those of the component alone; each with its first sentence. */
    static String markdownOptions(ComponentModel model) {
        StringBuilder tables = new StringBuilder();
        Map<String, List<BaseOptionModel>> groups = model.getEndpointOptions().stream()
                .collect(Collectors.groupingBy(Tables::group, LinkedHashMap::new, Collectors.toList()));
        groups.keySet().stream()
                .sorted((a, b) -> Integer.compare(place(a), place(b)))
                .forEach(group -> tables.append(markdown(title(group), groups.get(group))));
        tables.append(markdown("Of the component alone", Metadata.componentAlone(model)));
        return tables.append("\n").toString();
    }

    /** The parts of the path are of no side, whichever sides there are. */
    private static String group(BaseOptionModel option) {
        return "path".equals(option.getKind()) ? "common" : option.getGroup();
    }

    private static int place(String group) {
        int place = ORDER.indexOf(group);
        return place < 0 ? ORDER.size() : place;
    }

    private static String title(String group) {
        return switch (group) {
            case "filter" -> "Consumer: which messages";
            case "scheduler" -> "Consumer: when";
            default ->
                Character.toUpperCase(group.charAt(0)) + group.substring(1).replace(" (advanced)", ", advanced");
        };
    }

    private static String markdown(String title, List<? extends BaseOptionModel> options) {
        return options.stream()
                .map(option -> "| `%s` | %s | %s |\n"
                        .formatted(
                                option.getName(),
                                quoted(standard(option)),
                                inMarkdown(firstSentence(option.getDescription()))))
                .collect(Collectors.joining(
                        "", "\n**" + title + "**\n\n| option | default | |\n| --- | --- | --- |\n", ""));
    }

    /** Every header, with all that is said about it. */
    static String markdownHeaders(ComponentModel model) {
        return model.getEndpointHeaders().stream()
                .map(header -> "| `%s` | `%s` | %s |\n"
                        .formatted(
                                header.getName(),
                                simpleName(header.getJavaType()),
                                inMarkdown(header.getDescription())))
                .collect(Collectors.joining("", "\n| header | type | |\n| --- | --- | --- |\n", "\n"));
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

    private static String quoted(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    static String firstSentence(String description) {
        var sentence = FIRST_SENTENCE.matcher(description);
        return sentence.lookingAt() ? sentence.group() : description;
    }

    private static String inMarkdown(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").strip();
    }

    private static String inAsciidoc(String text) {
        return text.replace("|", "\\|").strip();
    }
}
