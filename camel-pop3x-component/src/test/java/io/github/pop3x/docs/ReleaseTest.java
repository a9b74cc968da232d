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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/** What the poms promise to those who publish, and to those who depend on what is published. */
class ReleaseTest {

    private static final String BOM = "camel-pop3x-bom";
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    /** The modules that users depend on. */
    private static final List<String> PUBLISHED = List.of("camel-pop3x-component", "camel-pop3x-spring-boot-starter");

    private static Document pom(String module) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ProjectFiles.ROOT.resolve(module).resolve("pom.xml").toFile());
    }

    private static List<String> texts(Document pom, String path) throws Exception {
        NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {".", BOM})
    void aPomWithoutParentHasWhatMavenCentralRequires(String module) throws Exception {
        Document pom = pom(module);
        for (String required : List.of(
                "name",
                "description",
                "url",
                "licenses/license/url",
                "developers/developer/name",
                "scm/connection",
                "scm/url")) {
            assertThat(texts(pom, "/project/" + required))
                    .as(required)
                    .singleElement()
                    .asString()
                    .isNotEmpty();
        }
    }

    @Test
    void eachPublishedModuleHasANameAndADescription() throws Exception {
        for (String module : PUBLISHED) {
            assertThat(texts(pom(module), "/project/name|/project/description"))
                    .as(module)
                    .hasSize(2)
                    .doesNotContain("");
        }
    }

    @Test
    void theBomHasEachPublishedModuleAndTheVersionOfAll() throws Exception {
        Document bom = pom(BOM);
        assertThat(texts(bom, "//dependencyManagement//artifactId")).containsExactlyElementsOf(PUBLISHED);
        assertThat(texts(bom, "/project/version")).isEqualTo(texts(pom("."), "/project/version"));
        assertThat(texts(bom, "//dependencyManagement//version")).containsOnly("${project.version}");
    }

    @Test
    void theBomIsPublishedByTheVersionsOfPluginsOfTheOthers() throws Exception {
        Document root = pom(".");
        Document bom = pom(BOM);
        for (String plugin : texts(bom, "//pluginManagement//artifactId")) {
            String version = "//pluginManagement//plugin[artifactId='" + plugin + "']/version";
            assertThat(texts(bom, version)).as(plugin).isEqualTo(texts(root, version));
        }
    }

    @Test
    void thePublicClassesThatAreComparedAreThoseOfTheJavadoc() throws Exception {
        Document component = pom("camel-pop3x-component");
        assertThat(String.join(":", texts(component, "//exclude[starts-with(., 'io.github.pop3x')]")))
                .isEqualTo(texts(component, "//excludePackageNames").get(0));
    }

    /** A registry belongs to a user's settings; in a file of ours it would go to everybody. */
    @Test
    void noPomNamesARepository() throws Exception {
        List<Path> poms = ProjectFiles.matching(".*/pom\\.xml");
        assertThat(poms).hasSizeGreaterThan(PUBLISHED.size());
        for (Path pom : poms) {
            assertThat(Files.readString(pom))
                    .as(pom.toString())
                    .doesNotContain("epositories>", "<distributionManagement>");
        }
    }
}
