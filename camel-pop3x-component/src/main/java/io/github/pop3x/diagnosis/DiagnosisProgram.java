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
package io.github.pop3x.diagnosis;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.github.pop3x.client.Pop3ClientOptions;

/** {@link Pop3Diagnosis} at the command line. */
final class DiagnosisProgram {

    /** Nothing is unusual. */
    static final int FINE = 0;
    /** Something is unusual. */
    static final int UNUSUAL = 1;
    /** The arguments are wrong; nothing was sent. */
    static final int USAGE = 2;
    /** The server could not be examined to the end. */
    static final int FAILED = 3;

    private static final String VARIABLE = "POP3_PASSWORD";

    private final UnaryOperator<String> environment;
    private final PasswordPrompt prompt;
    private final PrintStream out;
    private final PrintStream err;

    /** Asks for a password. */
    @FunctionalInterface
    interface PasswordPrompt {
        /** At the terminal, without an echo. */
        PasswordPrompt TERMINAL = question -> {
            Console console = System.console();
            return console == null
                    ? Optional.empty()
                    : Optional.ofNullable(console.readPassword("%s", question)).map(String::new);
        };

        /** The password, or empty if there is nobody to ask. */
        Optional<String> ask(String question);
    }

    /**
     * @param environment gives the value of a variable, or null
     */
    DiagnosisProgram(UnaryOperator<String> environment, PasswordPrompt prompt, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.prompt = prompt;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs.
     *
     * @return the status to exit with
     */
    int run(String... arguments) {
        DiagnosisArguments read;
        Pop3ClientOptions options;
        try {
            read = DiagnosisArguments.parse(arguments);
            options = read.client(password(read));
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return USAGE;
        }
        Pop3Diagnosis diagnosis = new Pop3Diagnosis(options).recommending(read.options());
        DiagnosisReport report = (read.retrieve() ? diagnosis.retrieving() : diagnosis).run();
        out.println(read.json() ? report.toJson() : report.toText().stripTrailing());
        if (report.failure().isPresent()) {
            return FAILED;
        }
        return report.findings().isEmpty() ? FINE : UNUSUAL;
    }

    private String password(DiagnosisArguments read) {
        String given = environment.apply(VARIABLE);
        return given != null
                ? given
                : prompt.ask("Password of " + read.username() + " at " + read.server() + ": ")
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no terminal to ask for the password at. Set " + VARIABLE));
    }
}
