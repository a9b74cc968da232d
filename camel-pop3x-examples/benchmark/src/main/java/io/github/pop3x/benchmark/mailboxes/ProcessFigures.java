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

import java.util.Arrays;

/**
 * What a process took so far.
 *
 * @param cpuNanos of all its threads
 * @param threads platform threads now
 * @param mostThreads platform threads at a time
 * @param mails that routes have got
 */
record ProcessFigures(long cpuNanos, int threads, int mostThreads, long mails) {

    /** The figures as one line. */
    String line() {
        return cpuNanos + " " + threads + " " + mostThreads + " " + mails;
    }

    /** Reads what {@link #line} wrote. */
    static ProcessFigures parse(String line) {
        long[] words = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new ProcessFigures(words[0], (int) words[1], (int) words[2], words[3]);
    }
}
