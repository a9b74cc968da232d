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
 * What one round took, and what came of it.
 *
 * @param nanos from before the connection was made to the answer to QUIT, or as the contender's clock tells
 * @param cpuNanos of all threads and child processes, or {@link #UNKNOWN}
 * @param messages read, or {@link #UNKNOWN}
 * @param octets read, or {@link #UNKNOWN}
 * @param checksum the sum of the messages' CRC-32, or {@link #UNKNOWN}
 * @param heapOctets the most that the Java heap held during the round, garbage included; of a checked round what it
 *     still holds afterwards, without garbage; or {@link #UNKNOWN}
 * @param residentOctets the largest resident set of the process so far, or {@link #UNKNOWN}
 */
public record Round(
        long nanos, long cpuNanos, long messages, long octets, long checksum, long heapOctets, long residentOctets) {

    /** Stands for a figure that this contender cannot tell. */
    public static final long UNKNOWN = -1;

    /** The round as one line. */
    public String line() {
        return nanos + " " + cpuNanos + " " + messages + " " + octets + " " + checksum + " " + heapOctets + " "
                + residentOctets;
    }

    /** Reads what {@link #line} wrote. */
    public static Round parse(String line) {
        String[] words = line.split(" ");
        long[] figures = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            figures[i] = Long.parseLong(words[i]);
        }
        return new Round(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5], figures[6]);
    }
}
