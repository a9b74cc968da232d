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
package io.github.pop3x.benchmark.contender;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.pop3x.benchmark.Programs;

/** Who runs beside LIMIT. */
public enum Contender {
    CAMEL_POP3X("camel-pop3x", "camel-pop3x", Kind.OURS, Fidelity.EXACT),
    CAMEL_POP3X_MAPPED("camel-pop3x-mapped", "camel-pop3x, mapped", Kind.OURS, Fidelity.DECODED),
    CAMEL_POP3X_TEXT("camel-pop3x-text", "camel-pop3x, mapped, text alone", Kind.OURS, Fidelity.TEXT),
    POP3_CLIENT("pop3-client", "Pop3Client alone", Kind.OURS, Fidelity.EXACT),
    MPOP("mpop", "mpop", Kind.PROGRAM, Fidelity.DECODED),
    MPOP_DELIVERING("mpop-file", "mpop, into a file", Kind.PROGRAM, Fidelity.DECODED),
    ANGUS("angus", "Angus", Kind.JAVA, Fidelity.EXACT),
    COMMONS_NET("commons-net", "commons-net", Kind.JAVA, Fidelity.EXACT),
    CAMEL_MAIL_TUNED("camel-mail-tuned", "camel-mail, tuned", Kind.JAVA, Fidelity.EXACT),
    CAMEL_MAIL_DEFAULT("camel-mail-default", "camel-mail, default", Kind.JAVA, Fidelity.DECODED),
    NET_POP3("net-pop3", "Net::POP3 (Perl)", Kind.PROGRAM, Fidelity.EXACT),
    NET_POP("net-pop", "net/pop (Ruby)", Kind.PROGRAM, Fidelity.EXACT),
    FETCHMAIL("fetchmail", "fetchmail", Kind.PROGRAM, Fidelity.DECODED);

    /** Enough for those that hold a whole mailbox, so that nobody is slow for want of memory. */
    private static final int OTHERS_HEAP_MIB = 2048;

    private static final Duration LIMITS_PATIENCE = Duration.ofMinutes(5);

    private final String id;
    private final String title;
    private final Kind kind;
    private final Fidelity fidelity;

    Contender(String id, String title, Kind kind, Fidelity fidelity) {
        this.id = id;
        this.title = title;
        this.kind = kind;
        this.fidelity = fidelity;
    }

    private enum Kind {
        OURS,
        JAVA,
        PROGRAM
    }

    /** Names it on the command line. */
    public String id() {
        return id;
    }

    /** Names it in the table. */
    public String title() {
        return title;
    }

    /** Whether it waits for each answer before it asks on. */
    public boolean isPatient() {
        return kind != Kind.OURS && this != MPOP && this != MPOP_DELIVERING;
    }

    /** Whether it stays from round to round, and is faster in later ones. */
    public boolean growsWarm() {
        return kind != Kind.PROGRAM;
    }

    /** How exactly it counts. */
    public Fidelity fidelity() {
        return fidelity;
    }

    /** Whether it is here: those in Java come with the benchmark. */
    public boolean isInstalled() {
        return switch (this) {
            case MPOP, MPOP_DELIVERING -> Programs.isInstalled("mpop");
            case FETCHMAIL -> Programs.isInstalled("fetchmail");
            case NET_POP3 -> Programs.succeeds("perl", "-MNet::POP3", "-e", "1");
            case NET_POP -> Programs.succeeds("ruby", "-rnet/pop", "-e", "1");
            default -> true;
        };
    }

    /**
     * Makes it ready to run rounds of a scenario.
     *
     * @param heapMiB the largest heap of camel-pop3x; others get more
     * @param home a directory of its own, made if need be
     * @param patience how long a round of one in Java may take
     */
    public Runner runner(NativeTools tools, int heapMiB, Path home, Duration patience) throws IOException {
        Files.createDirectories(home);
        return switch (this) {
            case MPOP -> new MpopRunner(tools, home, false);
            case MPOP_DELIVERING -> new MpopRunner(tools, home, true);
            case FETCHMAIL -> new FetchmailRunner(tools, home);
            case NET_POP3 -> new ScriptRunner(tools, "perl", "net-pop3.pl", home);
            case NET_POP -> new ScriptRunner(tools, "ruby", "net-pop.rb", home);
            default -> new JvmRunner(id, kind == Kind.OURS ? heapMiB : OTHERS_HEAP_MIB, home, patience);
        };
    }

    /**
     * Another build of this contender, for one in Java.
     *
     * @param classes the classes of that build, which take the place of those of this one
     */
    public Runner baseline(Path classes, int heapMiB, Path home, Duration patience) throws IOException {
        Files.createDirectories(home);
        String classPath = classes + File.pathSeparator + System.getProperty("java.class.path");
        return new JvmRunner(classPath, id, heapMiB, home, patience);
    }

    /** LIMIT: in C, or in Java where there is no compiler. */
    public static Runner limit(NativeTools tools, Path home) throws IOException {
        Files.createDirectories(home);
        if (tools.limit().isPresent()) {
            return new LimitRunner(tools, tools.limit().get(), home);
        }
        return new JvmRunner("limit", OTHERS_HEAP_MIB, home, LIMITS_PATIENCE);
    }
}
