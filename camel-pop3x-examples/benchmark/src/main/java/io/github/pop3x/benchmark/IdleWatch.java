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
package io.github.pop3x.benchmark;

/**
 * What idle endpoints took while they were watched.
 *
 * @param endpoints how many they are
 * @param polls sessions that all of them opened
 * @param cpuNanos of all threads of their JVM
 * @param threads of their JVM
 * @param heapOctets what its heap holds afterwards, without garbage
 */
public record IdleWatch(int endpoints, long polls, long cpuNanos, int threads, long heapOctets) {

    /** The login name of an endpoint's mailbox, the first being 1. */
    public static String user(int number) {
        return "idle" + number;
    }

    /** The figures as one line. */
    public String line() {
        return endpoints + " " + polls + " " + cpuNanos + " " + threads + " " + heapOctets;
    }

    /** Reads what {@link #line} wrote. */
    public static IdleWatch parse(String line) {
        String[] words = line.split(" ");
        return new IdleWatch(
                Integer.parseInt(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Integer.parseInt(words[3]),
                Long.parseLong(words[4]));
    }
}
