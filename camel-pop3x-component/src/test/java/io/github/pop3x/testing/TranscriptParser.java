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

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text to sessions: the one place that knows the notation of a transcript line by line. */
final class TranscriptParser {

    private final List<Transcript.Session> sessions = new ArrayList<>();
    private List<Step> steps = new ArrayList<>();
    private String name = "";
    private int begin = 1;

    private TranscriptParser() {}

    static List<Transcript.Session> parse(String text) {
        var parser = new TranscriptParser();
        String[] lines = text.split("\r?\n");
        for (int i = 0; i < lines.length; i++) {
            try {
                parser.line(i + 1, lines[i].stripLeading());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "transcript line " + (i + 1) + ": " + e.getMessage() + ": " + lines[i].strip(), e);
            }
        }
        parser.endSession();
        if (parser.sessions.isEmpty()) {
            throw new IllegalArgumentException("an empty transcript");
        }
        return parser.sessions;
    }

    private void line(int number, String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("---")) {
            endSession();
            name = line.substring(3).strip();
            begin = number;
        } else if (line.startsWith("S!") || line.startsWith("C!")) {
            steps.add(new Step.Act(number, Directive.of(line.stripTrailing())));
        } else if (line.startsWith("S:")) {
            steps.add(new Step.Say(number, octets(content(line))));
        } else if (line.startsWith("S|")) {
            String text = content(line);
            steps.add(new Step.Say(number, octets(text.startsWith(".") ? "." + text : text)));
        } else if (line.startsWith("C:")) {
            steps.add(expectation(number, content(line)));
        } else {
            throw new IllegalArgumentException("expected S: S| S! C: C! # or ---");
        }
    }

    /** The text after the two characters that open a line, and one blank. */
    private static String content(String line) {
        return line.startsWith(" ", 2) ? line.substring(3) : line.substring(2);
    }

    private static Step expectation(int number, String text) {
        if (text.length() > 1 && text.startsWith("/") && text.endsWith("/")) {
            return new Step.ExpectMatch(number, Pattern.compile(text.substring(1, text.length() - 1)));
        }
        return new Step.Expect(number, octets(text));
    }

    /** The octets of a line: CRLF is added unless the line ends in a lone backslash. */
    private static byte[] octets(String text) {
        int backslashes = 0;
        while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        boolean open = backslashes % 2 == 1;
        return Octets.parse(open ? text.substring(0, text.length() - 1) : text + "\\r\\n");
    }

    private void endSession() {
        if (!steps.isEmpty()) {
            sessions.add(new Transcript.Session(name, begin, Pipelined.inLockStep(steps)));
            steps = new ArrayList<>();
        }
    }
}
