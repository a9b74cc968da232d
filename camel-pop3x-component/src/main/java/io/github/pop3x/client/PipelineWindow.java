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
package io.github.pop3x.client;

/**
 * How many octets of commands may be outstanding: a fixed number, or one that grows with what the line carries.
 *
 * <p>One that grows begins with {@value #START}, and becomes {@value #TIMES} times as large, up to {@value #MOST}, each
 * time when that many octets of commands have been answered while others waited for room: as long as the server goes on answering, the window is what
 * the line waits for. It does not grow while commands are still being written, for then the server is.
 *
 * <p>For the thread that owns the session.
 */
public final class PipelineWindow {

    /** In place of a number: the window grows. */
    public static final int AUTO = -1;

    /** Where a window that grows begins, in octets: some 700 commands, which no connection's buffers are too small for. */
    public static final int START = 8 * 1024;

    /** The largest window, in octets: some 80,000 commands. */
    public static final int MOST = 1024 * 1024;

    private static final int TIMES = 4;

    private static final String RULE =
            "pipelineWindow must be auto or a number of octets from 0 to " + MOST + ", 0 for one command at a time";

    private final boolean grows;
    private int octets;
    /** Octets of commands that were answered since the window has had its size. */
    private int answered;

    private boolean isTooSmall;

    /** @param octets 0 for one command at a time, or {@link #AUTO} */
    PipelineWindow(int octets) {
        this.grows = octets == AUTO;
        this.octets = grows ? START : octets;
    }

    /**
     * Reads the option {@code pipelineWindow}.
     *
     * @param option {@code auto} in any case, or a number
     * @return the octets, or {@link #AUTO}
     * @throws IllegalArgumentException if it is neither, or out of bounds
     */
    public static int parse(String option) {
        if (option.equalsIgnoreCase("auto")) {
            return AUTO;
        }
        try {
            return Bounds.upTo(MOST, Integer.parseInt(option), RULE);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(RULE + ", not " + option, e);
        }
    }

    /** Fails if a window is neither a number within its bounds nor {@link #AUTO}; returns it. */
    static int require(int octets) {
        return octets == AUTO ? octets : Bounds.upTo(MOST, octets, RULE);
    }

    /** How many octets of commands may be outstanding; 0 for one command at a time. */
    int octets() {
        return octets;
    }

    /** Tells whether it is larger than where one that grows begins. */
    boolean hasGrown() {
        return grows && octets > START;
    }

    /** From here on each command waits for the answer before it. */
    void close() {
        octets = 0;
    }

    /** Takes note that commands wait for room. */
    void heldBack() {
        isTooSmall = true;
    }

    /**
     * Takes note that a command was answered.
     *
     * @param length its octets
     * @param isWritten whether all commands that were sent have left
     */
    void answered(int length, boolean isWritten) {
        answered = Math.min(MOST, answered + length);
        if (grows && isTooSmall && isWritten && octets > 0 && answered >= octets) {
            octets = Math.min(MOST, TIMES * octets);
            answered = 0;
            isTooSmall = false;
        }
    }
}
