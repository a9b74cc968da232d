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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.pop3x.Pop3xComponent;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.ComponentOptionModel;
import org.apache.camel.tooling.model.JsonMapper;

/** The component's metadata as they are committed, read as Camel's own tools read them. */
final class Metadata {

    static final List<String> SCHEMES = List.of("pop3x", "pop3xs");

    private static final Path GENERATED = Path.of("src", "generated", "resources", "META-INF", "io", "github", "pop3x");

    private Metadata() {}

    static ComponentModel read() {
        return JsonMapper.generateComponentModel(json("pop3x"));
    }

    /** Options that the component has and its endpoints have not. */
    static List<ComponentOptionModel> componentAlone(ComponentModel model) {
        Set<String> endpoint = model.getEndpointOptions().stream()
                .map(BaseOptionModel::getName)
                .collect(Collectors.toSet());
        return model.getComponentOptions().stream()
                .filter(option -> !endpoint.contains(option.getName()))
                .toList();
    }

    /** Tells whether an option may be text as well as a bean. */
    static boolean isTextOrBean(ComponentModel model, String option) {
        return model.getEndpointOptions().stream()
                .anyMatch(
                        any -> any.getName().equals(option) && any.getJavaType().equals("java.lang.Object"));
    }

    /** Camel's catalog, with this component under both of its schemes. */
    static CamelCatalog catalog() {
        CamelCatalog catalog = new DefaultCamelCatalog();
        SCHEMES.forEach(scheme -> catalog.addComponent(scheme, Pop3xComponent.class.getName(), json(scheme)));
        return catalog;
    }

    private static String json(String scheme) {
        try {
            return Files.readString(GENERATED.resolve(scheme + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
