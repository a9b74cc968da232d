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

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this JVM holds: threads, descriptors and objects of ours, counted by name, and octets of heap. The descriptors are
 * counted as Linux tells them.
 */
public final class ResourceCount {

    /** The name of what is counted in octets. */
    public static final String HEAP = "heap";

    private static final Pattern OURS = Pattern.compile("\\d+:\\s+(\\d+)\\s+\\d+\\s+(io\\.github\\.pop3x\\.\\S+)");

    private ResourceCount() {}

    /** Collects garbage, and counts what is left. */
    public static Map<String, Long> now() throws IOException, JMException {
        Map<String, Long> holdings = new TreeMap<>();
        countThreads(holdings);
        countDescriptors(holdings);
        countObjects(holdings);
        System.gc();
        holdings.put(
                HEAP, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        return holdings;
    }

    private static void count(Map<String, Long> holdings, String name) {
        holdings.merge(name.replaceAll("[0-9]+", "#"), 1L, Long::sum);
    }

    private static void countThreads(Map<String, Long> holdings) {
        Thread.getAllStackTraces().keySet().forEach(thread -> count(holdings, "thread " + thread.getName()));
    }

    private static void countDescriptors(Map<String, Long> holdings) throws IOException {
        List<Path> descriptors;
        try (var found = Files.list(Path.of("/proc/self/fd"))) {
            descriptors = found.toList();
        }
        for (Path descriptor : descriptors) {
            // The one that listed them is closed already; an archive of the class path is opened when it is needed
            // first.
            if (Files.isSymbolicLink(descriptor)) {
                String file = Files.readSymbolicLink(descriptor).toString();
                if (!file.endsWith(".jar")) {
                    count(holdings, "descriptor " + file);
                }
            }
        }
    }

    /** The JVM collects garbage before it counts. */
    private static void countObjects(Map<String, Long> holdings) throws JMException {
        Object histogram = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {null},
                        new String[] {String[].class.getName()});
        for (Matcher ours = OURS.matcher(histogram.toString()); ours.find(); ) {
            holdings.put("object " + ours.group(2), Long.valueOf(ours.group(1)));
        }
    }
}
