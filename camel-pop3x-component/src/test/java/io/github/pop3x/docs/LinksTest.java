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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Links between the documents lead to files that exist, and to headings that these have; the site can render them. */
class LinksTest {

    /** Markdown's links and pictures, and those of AsciiDoc. */
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|\\blink:([^\\s\\[]+)\\[");

    private static final Pattern CODE = Pattern.compile("(?ms)^(```|----)$.*?^\\1$|^```\\w.*?^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^[#=]+ (.+)$");
    private static final Pattern ID = Pattern.compile("(?m)^\\[#([\\w-]+)]$");
    private static final Pattern LINK_IN_HEADING = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
    private static final Pattern OPEN_ELEMENT = Pattern.compile("<(?:img|br|hr)\\b[^>]*(?<!/)>");

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            Matcher link = LINK.matcher(prose(document));
            while (link.find()) {
                String target = link.group(1) == null ? link.group(2) : link.group(1);
                if (!target.matches("\\w+:.*")) {
                    links++;
                    if (!leadsSomewhere(document, target)) {
                        broken.add(document + ": " + target);
                    }
                }
            }
        }

        assertThat(links).isGreaterThan(100);
        assertThat(broken).isEmpty();
    }

    @Test
    void elementsWithoutAnEndAreClosedAsTheSiteRequires() throws IOException {
        List<String> open = new ArrayList<>();
        for (Path document : documents()) {
            Matcher element = OPEN_ELEMENT.matcher(prose(document));
            while (element.find()) {
                open.add(document + ": " + element.group());
            }
        }

        assertThat(open).isEmpty();
    }

    private static List<Path> documents() throws IOException {
        return ProjectFiles.matching(".*\\.(?:md|adoc)");
    }

    private static String prose(Path document) throws IOException {
        return CODE.matcher(Files.readString(document)).replaceAll("");
    }

    private static boolean leadsSomewhere(Path document, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        if (!Files.exists(file)) {
            return false;
        }
        boolean text = file.toString().matches(".*\\.(?:md|adoc)");
        return parts.length == 1 || !text || anchors(file).contains(parts[1]);
    }

    /** The ids that GitHub gives to headings, and those that AsciiDoc sets. */
    private static Set<String> anchors(Path document) throws IOException {
        String text = prose(document);
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(text).results().map(heading -> anchor(heading.group(1))).forEach(anchors::add);
        ID.matcher(text).results().map(id -> id.group(1)).forEach(anchors::add);
        return anchors;
    }

    private static String anchor(String heading) {
        return LINK_IN_HEADING
                .matcher(heading)
                .replaceAll("$1")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                .replace(' ', '-');
    }
}
