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
package io.github.pop3x.benchmark.mailboxes;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Counts the platform threads of this JVM, itself included, and notes their names when they are many. Any thread may use it. */
final class ThreadWatch {

    private static final long LOOK_MILLIS = 10;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private int mostSeen;
    private Map<String, Integer> names = Map.of();

    /** Begins to watch. */
    ThreadWatch() {
        Thread watch = new Thread(this::watch, "thread-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** How many there are. */
    int now() {
        return threads.getThreadCount();
    }

    /** How many there were at a time, as the JVM counts them. */
    int most() {
        return threads.getPeakThreadCount();
    }

    /** Forgets what was. */
    synchronized void forget() {
        threads.resetPeakThreadCount();
        mostSeen = 0;
    }

    /** The names of those that were seen at a time, without numbers, with how many had it. */
    synchronized String names() {
        return names.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    private void watch() {
        try {
            while (true) {
                look();
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        int count = threads.getThreadCount();
        if (count > mostSeen) {
            mostSeen = count;
            ThreadGroup root = Thread.currentThread().getThreadGroup();
            while (root.getParent() != null) {
                root = root.getParent();
            }
            Thread[] all = new Thread[2 * count];
            root.enumerate(all);
            names = Arrays.stream(all)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toMap(ThreadWatch::title, thread -> 1, Integer::sum, TreeMap::new));
        }
    }

    private static String title(Thread thread) {
        return thread.getName().replaceAll("Camel .* - |[-# ]?\\d+$", "");
    }
}
