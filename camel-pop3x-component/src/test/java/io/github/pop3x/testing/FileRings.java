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
package io.github.pop3x.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

/** Rings of files: files each of which names the others, directly or through others (Tarjan's algorithm). */
public final class FileRings {

    private final Map<String, Set<String>> names;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> stack = new ArrayDeque<>();
    private final Set<String> onStack = new HashSet<>();
    private final List<Set<String>> rings = new ArrayList<>();

    private FileRings(Map<String, Set<String>> names) {
        this.names = names;
    }

    /** The rings of two files or more among the classes of a package and those below it. */
    public static List<Set<String>> of(JavaClasses classes, String root) {
        Map<String, Set<String>> names = new TreeMap<>();
        for (JavaClass each : classes) {
            String file = file(each);
            Set<String> named = names.computeIfAbsent(file, unused -> new TreeSet<>());
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(root) && !file(target).equals(file)) {
                    named.add(file(target));
                }
            }
        }
        FileRings search = new FileRings(names);
        names.keySet().forEach(search::visit);
        return search.rings;
    }

    /** Nested classes belong to the file of the outermost one. */
    private static String file(JavaClass nested) {
        return nested.getName().replaceFirst("\\$.*", "");
    }

    private void visit(String file) {
        if (index.containsKey(file)) {
            return;
        }
        int number = index.size();
        index.put(file, number);
        lowest.put(file, number);
        stack.push(file);
        onStack.add(file);
        for (String named : names.getOrDefault(file, Set.of())) {
            visit(named);
            if (onStack.contains(named)) {
                lowest.merge(file, lowest.get(named), Math::min);
            }
        }
        if (lowest.get(file) == number) {
            take(file);
        }
    }

    private void take(String last) {
        Set<String> ring = new TreeSet<>();
        String next;
        do {
            next = stack.pop();
            onStack.remove(next);
            ring.add(next);
        } while (!next.equals(last));
        if (ring.size() > 1) {
            rings.add(ring);
        }
    }
}
