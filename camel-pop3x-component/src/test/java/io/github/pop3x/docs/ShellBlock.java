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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Commands as documents show them: the profiles, properties, modules and programs that they name exist. */
final class ShellBlock {

    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
    private static final Pattern PROGRAM = Pattern.compile("\\bio\\.github\\.pop3x(?:\\.\\w+)+");
    private static final Pattern PROFILE = Pattern.compile("<profile>\\s*(?:<!--.*?-->\\s*)?<id>([\\w-]+)</id>");

    /** Properties that plugins know. */
    private static final Set<String> OF_PLUGINS =
            Set.of("test", "exec.args", "skipTests", "excludedGroups", "groups", "gpg.keyname");

    private static final String SOURCES = sources();

    private ShellBlock() {}

    /** The text of all poms, and of all sources, which may read a property. */
    private static String sources() {
        try {
            StringBuilder all = new StringBuilder();
            for (Path file : ProjectFiles.matching(".*/(pom\\.xml|src/.*\\.java)")) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the commands name that does not exist. */
    static List<String> faults(String text) {
        List<String> faults = new ArrayList<>();
        for (String line : text.replace("\\\n", " ").split("\n")) {
            List<String> words =
                    WORD.matcher(line).results().map(word -> word.group()).toList();
            if (words.stream()
                    .dropWhile(word -> word.matches("\\$|\\w+=.*"))
                    .findFirst()
                    .orElse("")
                    .equals("mvn")) {
                words.forEach(word -> mavenFault(word, faults));
            }
        }
        PROGRAM.matcher(text)
                .results()
                .map(program -> program.group())
                .filter(ShellBlock::isMissing)
                .forEach(faults::add);
        return faults;
    }

    private static void mavenFault(String word, List<String> faults) {
        if (word.startsWith("-P")) {
            Set<String> profiles = new TreeSet<>();
            PROFILE.matcher(SOURCES).results().forEach(profile -> profiles.add(profile.group(1)));
            Arrays.stream(word.substring(2).split(","))
                    .filter(profile -> !profiles.contains(profile))
                    .forEach(faults::add);
        } else if (word.startsWith("-D")) {
            String property = word.substring(2).replaceFirst("=.*", "");
            boolean known = OF_PLUGINS.contains(property)
                    || property.startsWith("javax.net.ssl.")
                    || SOURCES.contains("\"" + property + "\"")
                    || SOURCES.contains("${" + property + "}")
                    || SOURCES.contains("<" + property + ">");
            if (!known) {
                faults.add(property);
            }
        } else if (word.startsWith("camel-pop3x") && !Files.isDirectory(Path.of("..", word))) {
            faults.add(word);
        }
    }

    private static boolean isMissing(String program) {
        try {
            Class.forName(program, false, ShellBlock.class.getClassLoader());
            return false;
        } catch (ClassNotFoundException e) {
            // A program of an example is not on this class path.
            return !SOURCES.contains("class " + program.substring(program.lastIndexOf('.') + 1) + " ");
        }
    }
}
