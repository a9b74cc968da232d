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
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/**
 * Writes what Spring Boot needs to know of the component's options, from the metadata that Camel's tools wrote of them: a
 * class that their values are bound to, and the description of the properties that IDEs read. The build runs it as a single
 * source file, with the component on the class path; both files are new in each build, so that an option of the component is
 * an option of the starter without a line by hand.
 */
final class OptionsGenerator {

    private static final String PACKAGE = "io.github.pop3x.springboot";
    private static final String NAME = "Pop3xComponentConfiguration";
    private static final List<String> SCHEMES = List.of("pop3x", "pop3xs");
    private static final String TEXT = "java.lang.String";
    private static final String FLAG = "java.lang.Boolean";

    private OptionsGenerator() {}

    /**
     * An option of the component.
     *
     * @param type in the metadata: boolean, integer, duration, enum, string, or object
     * @param javaType of the component's setter
     * @param defaultValue null if there is none
     * @param values of an enum, else empty
     */
    private record Option(
            String name,
            String type,
            String javaType,
            Object defaultValue,
            List<?> values,
            String description,
            boolean deprecated) {

        static Option of(String name, JsonObject metadata) {
            JsonArray values = (JsonArray) metadata.get("enum");
            return new Option(
                    name,
                    metadata.getString("type"),
                    metadata.getString("javaType"),
                    metadata.get("defaultValue"),
                    values == null ? List.of() : values,
                    metadata.getString("description"),
                    metadata.getBooleanOrDefault("deprecated", false));
        }

        /** What Spring converts a value to. An object is named by a text, which Camel looks up. */
        String boundType() {
            return switch (type) {
                case "boolean" -> FLAG;
                case "integer" -> javaType.toLowerCase().endsWith("long") ? "java.lang.Long" : "java.lang.Integer";
                case "duration" -> "java.time.Duration";
                case "enum" -> javaType;
                case "string", "object" -> TEXT;
                default ->
                    throw new IllegalStateException(name + " is of the type " + type + ", which is not known here");
            };
        }

        boolean isReference() {
            return type.equals("object") && !javaType.equals("java.lang.Object");
        }

        /** As Spring Boot spells it in its descriptions: {@code read-timeout}. */
        String dashedName() {
            return name.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase();
        }

        Object describedDefault() {
            return type.equals("duration") && defaultValue != null ? duration(defaultValue.toString()) : defaultValue;
        }

        /** From milliseconds into the largest unit that divides them. */
        private static String duration(String millis) {
            long value = Long.parseLong(millis);
            Map<Long, String> units =
                    new TreeMap<>(Map.of(-86_400_000L, "d", -3_600_000L, "h", -60_000L, "m", -1000L, "s", -1L, "ms"));
            for (Map.Entry<Long, String> unit : units.entrySet()) {
                if (value != 0 && value % unit.getKey() == 0) {
                    return value / -unit.getKey() + unit.getValue();
                }
            }
            return "0s";
        }
    }

    /** @param args the directory of the class, and that of the description */
    public static void main(String[] args) throws IOException {
        List<Option> options = new ArrayList<>();
        metadata().forEach((name, option) -> options.add(Option.of(name, (JsonObject) option)));
        write(Path.of(args[0], PACKAGE.split("\\.")).resolve(NAME + ".java"), source(options));
        write(
                Path.of(args[1], "META-INF", "spring-configuration-metadata.json"),
                Jsoner.prettyPrint(description(options).toJson()));
    }

    /** The options of both schemes, which one class has. */
    private static Map<String, Object> metadata() throws IOException {
        String file = "/META-INF/io/github/pop3x/pop3x.json";
        try (InputStream in = OptionsGenerator.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException(file + " is not on the class path: build the component first");
            }
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            return ((JsonObject) Jsoner.deserialize(text)).getMap("componentProperties");
        } catch (org.apache.camel.util.json.DeserializationException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }

    /** Leaves a file alone that has this text: what depends on it is not compiled again. */
    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }

    private static String source(List<Option> options) {
        StringBuilder source = new StringBuilder();
        source.append("package ").append(PACKAGE).append(";\n\n");
        source.append(
                "/**\n * The options of the component for all endpoints of a scheme; what is null is not set.\n *\n");
        source.append(" * <p>Written by the build from the metadata of the component.\n */\n");
        source.append("public class ").append(NAME).append(" extends Pop3xStarterConfiguration {\n");
        options.forEach(option -> source.append("\n    private ")
                .append(option.boundType())
                .append(' ')
                .append(option.name())
                .append(";\n"));
        options.forEach(option -> accessors(option, source));
        return source.append("}\n").toString();
    }

    private static void accessors(Option option, StringBuilder source) {
        String name = option.name();
        String title = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        source.append("\n    /** ").append(comment(option)).append(" Null if it is not set. */\n");
        source.append("    public ")
                .append(option.boundType())
                .append(" get")
                .append(title)
                .append("() {\n");
        source.append("        return ").append(name).append(";\n    }\n\n");
        source.append("    public void set")
                .append(title)
                .append('(')
                .append(option.boundType())
                .append(' ')
                .append(name)
                .append(") {\n");
        source.append("        this.").append(name).append(" = ").append(name).append(";\n    }\n");
    }

    private static String comment(Option option) {
        return option.description()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;");
    }

    private static JsonObject description(List<Option> options) {
        JsonArray groups = new JsonArray();
        JsonArray properties = new JsonArray();
        JsonArray hints = new JsonArray();
        for (String scheme : SCHEMES) {
            String prefix = "camel.component." + scheme;
            groups.add(entry("name", prefix, "type", PACKAGE + '.' + NAME));
            properties.add(
                    property(prefix + ".enabled", FLAG, "Whether the properties of " + scheme + " are used.", true));
            properties.add(property(
                    prefix + ".customizer.enabled", FLAG, "Whether the component is given these properties.", true));
            properties.add(property(
                    prefix + ".ssl-bundle",
                    TEXT,
                    "The SSL bundle whose trust and keys the endpoints use that name no sslContextParameters.",
                    null));
            for (Option option : options) {
                String name = prefix + '.' + option.dashedName();
                properties.add(property(option, name));
                if (option.isReference()
                        || option.type().equals("enum") && option.boundType().equals(TEXT)) {
                    hints.add(hint(option, name));
                }
            }
        }
        return entry("groups", groups, "properties", properties, "hints", hints);
    }

    private static JsonObject property(Option option, String name) {
        JsonObject property = property(
                name,
                option.isReference() ? option.javaType() : option.boundType(),
                option.description(),
                option.describedDefault());
        if (option.deprecated()) {
            property.put("deprecation", new JsonObject());
        }
        return property;
    }

    private static JsonObject property(String name, String type, String description, Object defaultValue) {
        JsonObject property = entry("name", name, "type", type, "description", description);
        if (defaultValue != null) {
            property.put("defaultValue", defaultValue);
        }
        return property;
    }

    private static JsonObject hint(Option option, String name) {
        JsonArray of = new JsonArray();
        if (option.isReference()) {
            of.add(entry("name", "spring-bean-reference", "parameters", entry("target", option.javaType())));
            return entry("name", name, "providers", of);
        }
        option.values().forEach(value -> of.add(entry("value", value)));
        return entry("name", name, "values", of);
    }

    private static JsonObject entry(Object... namesAndValues) {
        JsonObject entry = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entry.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return entry;
    }
}
