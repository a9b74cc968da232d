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
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** The options of the component as its own metadata tells them. */
final class Catalogue {

    /** The names of both. */
    static final List<String> SCHEMES = List.of("pop3x", "pop3xs");

    private Catalogue() {}

    /**
     * An option of the component.
     *
     * @param type boolean, integer, duration, enum, string, or object
     * @param javaType of the component's setter
     * @param defaultValue null if there is none
     * @param metadata its metadata
     */
    record Option(String scheme, String name, String type, String javaType, Object defaultValue, JsonObject metadata) {

        @Override
        public String toString() {
            return scheme + "." + name;
        }
    }

    /** All options of both schemes. */
    static Stream<Option> options() {
        return SCHEMES.stream().flatMap(Catalogue::options);
    }

    /** All options of a scheme. */
    static Stream<Option> options(String scheme) {
        JsonObject options = (JsonObject)
                read("/META-INF/io/github/pop3x/" + scheme + ".json").getMap("componentProperties");
        return options.entrySet().stream().map(entry -> option(scheme, entry.getKey(), (JsonObject) entry.getValue()));
    }

    private static Option option(String scheme, String name, JsonObject metadata) {
        return new Option(
                scheme,
                name,
                metadata.getString("type"),
                metadata.getString("javaType"),
                metadata.get("defaultValue"),
                metadata);
    }

    /** What this module describes, by the name of the property. */
    static Map<String, JsonObject> described() {
        Map<String, JsonObject> byName = new TreeMap<>();
        List<JsonObject> properties =
                read("/META-INF/spring-configuration-metadata.json").getCollection("properties");
        properties.forEach(property -> byName.put(property.getString("name"), property));
        return byName;
    }

    private static JsonObject read(String file) {
        // The nearest one: other jars have a description of the same name.
        try (InputStream in = Pop3xComponentAutoConfiguration.class.getResourceAsStream(file)) {
            return (JsonObject) Jsoner.deserialize(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException | DeserializationException e) {
            throw new IllegalStateException(file, e);
        }
    }
}
