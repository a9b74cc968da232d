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

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.pop3x.Pop3xEndpointUriFactory;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.PropertyMatches;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

/**
 * Refuses properties of a scheme that are no options. Spring's own refusal ({@code ignoreUnknownFields = false}) would
 * show the value, which is a password where that option is misspelt, and does not look at environment variables and at
 * properties of the JVM.
 */
final class UnknownOptions {

    private static final Set<String> KNOWN = Stream.concat(
                    Arrays.stream(BeanUtils.getPropertyDescriptors(Pop3xComponentConfiguration.class))
                            .filter(property -> property.getWriteMethod() != null)
                            .map(property -> property.getName().toLowerCase(Locale.ROOT)),
                    Stream.of("customizerenabled"))
            .collect(Collectors.toUnmodifiableSet());

    private UnknownOptions() {}

    /**
     * Looks at every property below a prefix, wherever it is from.
     *
     * @throws UnknownOptionException if one of them is no option; the message names it, and tells no value
     */
    static void check(Environment environment, String prefix) {
        ConfigurationPropertyName root = ConfigurationPropertyName.of(prefix);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource properties) {
                properties.stream()
                        .filter(root::isAncestorOf)
                        .filter(name -> !KNOWN.contains(uniform(name, root)))
                        .findFirst()
                        .ifPresent(name -> refuse(source, name, root));
            }
        }
    }

    /** One word: environment variables have an underscore for each dot, and may have one for each dash. */
    private static String uniform(ConfigurationPropertyName name, ConfigurationPropertyName root) {
        StringBuilder option = new StringBuilder();
        for (int i = root.getNumberOfElements(); i < name.getNumberOfElements(); i++) {
            option.append(name.getElement(i, Form.UNIFORM));
        }
        return option.toString();
    }

    private static void refuse(
            ConfigurationPropertySource source, ConfigurationPropertyName name, ConfigurationPropertyName root) {
        String option = name.subName(root.getNumberOfElements()).toString();
        Origin origin = Origin.from(source.getConfigurationProperty(name));
        throw new UnknownOptionException(
                asWritten(source, name), Optional.ofNullable(origin).map(Origin::toString), remedy(option));
    }

    private static String remedy(String option) {
        Optional<String> ofEndpoints = new Pop3xEndpointUriFactory()
                .propertyNames().stream()
                        .filter(name -> letters(name).equals(letters(option)))
                        .findFirst();
        if (ofEndpoints.isPresent()) {
            return "Set " + ofEndpoints.get() + " in the URI of each endpoint: the component has no such option.";
        }
        String[] similar = PropertyMatches.forProperty(option, Pop3xComponentConfiguration.class)
                .getPossibleMatches();
        return similar.length == 0
                ? "Remove the property, or correct its name: the options are those of the component."
                : "Correct the name of the property. Options with a similar name: " + String.join(", ", similar) + ".";
    }

    /** As the source spells it: Spring's form of the name may have lost the letter case. */
    private static String asWritten(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> written) {
            for (String property : written.getPropertyNames()) {
                if (letters(property).equals(letters(name.toString()))) {
                    return property;
                }
            }
        }
        return name.toString();
    }

    private static String letters(String name) {
        return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }
}
