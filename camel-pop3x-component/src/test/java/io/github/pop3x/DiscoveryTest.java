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
package io.github.pop3x;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tools find the component's schemes on the class path: IDEs, validators and Camel's own catalog read this list. */
class DiscoveryTest {

    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    private static List<Properties> lists() throws IOException {
        List<Properties> lists = new ArrayList<>();
        for (URL url : Collections.list(
                DiscoveryTest.class.getClassLoader().getResources(SERVICES + "component.properties"))) {
            lists.add(read(url));
        }
        return lists;
    }

    private static Properties read(URL url) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
            properties.load(in);
        }
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pop3x", "pop3xs"})
    void aSchemeIsListedWithItsArtifactAndFoundUnderItsName(String scheme) throws IOException {
        assertThat(lists())
                .filteredOn(list ->
                        List.of(list.getProperty("components").split(" ")).contains(scheme))
                .singleElement()
                .satisfies(list -> assertThat(list.getProperty("groupId") + ":" + list.getProperty("artifactId"))
                        .isEqualTo("io.github.pop3x:camel-pop3x-component"));
        URL service = DiscoveryTest.class.getClassLoader().getResource(SERVICES + "component/" + scheme);
        assertThat(service).isNotNull();
        assertThat(read(service).getProperty("class")).isEqualTo(Pop3xComponent.class.getName());
    }
}
