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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the URI of a {@code pop3:} or {@code pop3s:} endpoint of camel-mail, and says what it becomes here: the URI,
 * what changes in meaning, and what to do about each option without a counterpart. Also a program: {@code java -cp JAR
 * io.github.pop3x.diagnosis.MigrationCheck pop3s://mail.example.com?username=alice}. It contacts nobody and shows no
 * secret.
 */
public final class MigrationCheck {

    /** Nothing is to be done by hand. */
    static final int FINE = 0;
    /** Something is to be done by hand. */
    static final int TO_DO = 1;
    /** The argument is wrong. */
    static final int USAGE = 2;

    private static final int IMPLICIT_TLS_PORT = 995;

    private MigrationCheck() {}

    /**
     * Checks one endpoint.
     *
     * @param uri of camel-mail, as it stands in a route
     * @throws IllegalArgumentException if it is not such a URI; the message quotes nothing of it
     */
    public static MigrationReport of(String uri) {
        CamelMailUri old = CamelMailUri.parse(uri);
        Map<String, String> options = new LinkedHashMap<>();
        old.options().forEach((name, value) -> options.put(name.replaceFirst("^consumer\\.", ""), value));
        Map<String, String> properties = MailProperties.takeFrom(options);
        boolean implicitTls = old.implicitTls()
                || MailProperties.wantsImplicitTls(properties)
                || old.place().port().orElse(0) == IMPLICIT_TLS_PORT;
        MigrationDraft draft = new MigrationDraft();
        login(old, options, draft);
        protection(old, implicitTls, properties, draft);
        int unknown = 0;
        for (Map.Entry<String, String> option : options.entrySet()) {
            unknown += CamelMailOptions.move(option.getKey(), option.getValue(), options, draft) ? 0 : 1;
        }
        if (unknown > 0) {
            draft.toDo(
                    "unknown",
                    unknown + " of the options are not camel-mail's; their names are not shown, since a"
                            + " password that is not wrapped in RAW() looks like an option after its first &.");
        }
        MailProperties.move(properties, draft);
        CamelMailMeanings.defaults(options, draft);
        return draft.report((implicitTls ? "pop3xs:" : "pop3x:") + old.place());
    }

    private static void login(CamelMailUri old, Map<String, String> options, MigrationDraft draft) {
        if (!old.username().isEmpty()) {
            draft.set("username", old.username());
        }
        if (old.hasPassword() && !options.containsKey("password")) {
            draft.setSecret("password", "");
        }
    }

    private static void protection(
            CamelMailUri old, boolean implicitTls, Map<String, String> properties, MigrationDraft draft) {
        if (implicitTls && !old.implicitTls()) {
            draft.changed("scheme", "TLS from the first octet is what the scheme pop3xs means.");
        } else if (!implicitTls && !MailProperties.requiresStls(properties)) {
            draft.changed(
                    "scheme",
                    "STLS is required before the login. Where the server has none, tls=none requests clear text, password"
                            + " included; where it has port 995, use pop3xs.");
        }
    }

    /** The options of camel-mail that this check knows, without the properties of Jakarta Mail. */
    static Set<String> knownOptions() {
        Set<String> known = new TreeSet<>(CamelMailOptions.names());
        known.addAll(Set.of("host", "port"));
        return known;
    }

    /** The program: the URI is the argument, or the first line of the standard input, where no other user can read it. */
    public static void main(String[] arguments) {
        int status = run(new InputStreamReader(System.in), System.out, System.err, arguments);
        System.exit(status);
    }

    static int run(Reader in, PrintStream out, PrintStream err, String... arguments) {
        try {
            if (arguments.length > 1) {
                throw new IllegalArgumentException(
                        "one URI is needed, in quotes, or none to read it from the standard input");
            }
            MigrationReport report = of(arguments.length == 1 ? arguments[0] : firstLine(in));
            out.println(report.toText().stripTrailing());
            return report.hasToDo() ? TO_DO : FINE;
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return USAGE;
        }
    }

    private static String firstLine(Reader in) {
        try {
            String line = new BufferedReader(in).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
