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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.github.pop3x.benchmark.client.ClientProcess;

/** The inside of a process that answers each line of its standard input with a line, until the input ends. */
final class CommandLoop {

    /** Does what a line says. */
    @FunctionalInterface
    interface Commands {
        /**
         * Does it.
         *
         * @param words of the line
         * @return the answer, one line
         * @throws Exception if it fails
         */
        Object answer(String[] words) throws Exception;
    }

    private CommandLoop() {}

    /** Reads and answers. */
    static void run(Commands commands) throws IOException {
        PrintStream answers = System.out;
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            answers.println(answer(commands, line));
        }
    }

    private static String answer(Commands commands, String line) {
        try {
            return ClientProcess.DONE + commands.answer(line.split(" "));
        } catch (Exception | OutOfMemoryError e) {
            return ClientProcess.FAILED + e.toString().lines().findFirst().orElse("");
        }
    }
}
