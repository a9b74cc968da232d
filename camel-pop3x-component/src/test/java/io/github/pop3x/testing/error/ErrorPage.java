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
package io.github.pop3x.testing.error;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.RuntimeCamelException;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a user is told when something goes wrong, case by case: provoked, held against a rule, and written as a page. */
public final class ErrorPage {

    /** The passwords and tokens of all cases. */
    public static final List<String> SECRETS = List.of("s3cret", "t0k3n");

    /** What to do, or what becomes of the message without anybody doing something. */
    private static final Pattern ADVICE = Pattern.compile(
            "\\b(Add|Allow|Bind|Change|Check|Correct|Expect|Find|Free|Give|Leave|Log in less|Make|Name|Obtain|Poll|Put|Raise|Remove|Restore|See|Set|Write|Stop"
                    + "|Try|Use|Wait|must be|must have|must not|are required|is required|known are|needs"
                    + "|later session|later poll|next session|next listing|next poll|new session|next login)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Map<Pattern, String> VARYING = new LinkedHashMap<>();

    static {
        VARYING.put(Pattern.compile("(127\\.0\\.0\\.1|localhost):[0-9]+"), "$1:PORT");
        VARYING.put(Pattern.compile("\\(process [0-9]+\\)"), "(process PID)");
        VARYING.put(Pattern.compile("[0-9]+ octets are free"), "N octets are free");
        VARYING.put(Pattern.compile("\\b[0-9a-f]{2}(:[0-9a-f]{2}){31}\\b", Pattern.CASE_INSENSITIVE), "FINGERPRINT");
        VARYING.put(Pattern.compile("at octet [0-9]+ of [0-9]+"), "at octet N of N");
        VARYING.put(Pattern.compile("[0-9]+ octets read"), "N octets read");
        // Who is first, the clock of the whole or the one of the read; or what the server said, and when.
        VARYING.put(Pattern.compile("connecting to \\S+ took longer than [0-9]+ ms"), "it says nothing");
        VARYING.put(Pattern.compile("implicit TLS \\(995\\) \\([^)]*\\)"), "implicit TLS (995) (…)");
        VARYING.put(Pattern.compile("NotAfter: [^)]*"), "NotAfter: …");
        // The operating system's words, which go on where it is another.
        VARYING.put(Pattern.compile("\\(Connection refused[^)]*\\)"), "(Connection refused)");
        VARYING.put(Pattern.compile("cannot be used, [^)]*\\)"), "cannot be used, Cannot assign requested address)");
        // Of the machine's resolver; what Java still knows of an earlier refusal has no words.
        VARYING.put(Pattern.compile("\\.invalid(: [^)]*)?\\)"), ".invalid: …)");
    }

    private final List<String> lines = new ArrayList<>();
    private final Set<String> kinds = new TreeSet<>();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** Something that is to go wrong. */
    @FunctionalInterface
    public interface Mistake {
        /** Makes it. */
        void make() throws Exception;
    }

    /** Has a path of this machine written under another name. */
    public void calls(Object path, String name) {
        places.put(path.toString(), name);
    }

    /** Begins a section. */
    public void section(String title) {
        lines.add("");
        lines.add("## " + title);
    }

    /**
     * Makes a mistake, and notes the message.
     *
     * @param done what was done
     * @param subject words of which the message must have one: what it is about, so that somebody finds it
     */
    public void tells(String done, Mistake mistake, String... subject) {
        try {
            mistake.make();
            faults.add(done + ": nothing is told");
        } catch (Exception wrapped) {
            Throwable told = wrapped;
            while (isCamelsWrapping(told)) {
                told = told.getCause();
            }
            reports(done, told, told.getMessage(), subject);
        }
    }

    /** Around the exception of ours; Camel shows both. */
    private static boolean isCamelsWrapping(Throwable told) {
        return told.getCause() != null
                && (told.getClass() == RuntimeCamelException.class
                                && told.getMessage().equals(told.getCause().toString())
                        || told instanceof ResolveEndpointFailedException
                        || told instanceof FailedToCreateRouteException
                        || told instanceof FailedToStartRouteException);
    }

    /** Notes what an exception handler was told. */
    public void reports(String done, Throwable kind, String message, String... subject) {
        String text = String.valueOf(message);
        try {
            check(text, subject);
        } catch (AssertionError fault) {
            faults.add(done + ": " + fault.getMessage());
        }
        kinds.add(kind.getClass().getName());
        lines.add("");
        lines.add("**" + done + "** (`" + kind.getClass().getSimpleName() + "`)");
        lines.add("");
        lines.add("> " + normalised(text).replace("<", "\\<"));
    }

    private static void check(String text, String... subject) {
        assertAll(
                text,
                () -> assertTrue(text.length() > 20, "says next to nothing"),
                () -> assertTrue(List.of(subject).stream().anyMatch(text::contains), "does not say where"),
                () -> assertTrue(ADVICE.matcher(text).find(), "does not say what to do"),
                () -> assertFalse(text.contains("\n"), "is more than a sentence or two"),
                () -> assertFalse(text.contains("null"), "shows what is not there"),
                () -> assertFalse(SECRETS.stream().anyMatch(text::contains), "shows a secret"));
    }

    private String normalised(String text) {
        String same = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            same = same.replace(place.getKey(), place.getValue());
        }
        for (Map.Entry<Pattern, String> varying : VARYING.entrySet()) {
            same = varying.getKey().matcher(same).replaceAll(varying.getValue());
        }
        return same;
    }

    /** Fails with all messages that are against the rule. */
    public void requireGood() {
        assertTrue(faults.isEmpty(), () -> String.join("\n\n", faults));
    }

    /** The names of the exceptions' classes. */
    public Set<String> kinds() {
        return kinds;
    }

    /** The sections, as Markdown. */
    public String text() {
        return String.join("\n", lines) + "\n";
    }
}
