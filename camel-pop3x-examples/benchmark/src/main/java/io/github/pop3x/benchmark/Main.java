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

import java.io.IOException;

import io.github.pop3x.benchmark.mailboxes.ColdStart;
import io.github.pop3x.benchmark.mailboxes.FleetSettings;
import io.github.pop3x.benchmark.mailboxes.ManyMailboxes;
import io.github.pop3x.benchmark.micro.Microbenchmarks;
import io.github.pop3x.benchmark.report.Findings;
import io.github.pop3x.benchmark.report.Report;

/** Runs one of the benchmark's programs. See README.md beside this module. */
public final class Main {

    private Main() {}

    /**
     * Runs the program that the system property {@code benchmark.program} names; ends with 1 if camel-pop3x, or LIMIT
     * itself, failed anywhere. What it is to do is in further properties, see {@link Settings}.
     *
     * @throws Exception if it cannot run
     */
    public static void main(String[] arguments) throws Exception {
        // Stopping the run stops the contenders, too.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy),
                        "stop-contenders"));
        Settings settings = Settings.of(System::getProperty);
        boolean whole = true;
        switch (settings.program()) {
            case TABLE, LARGE -> whole = compare(settings);
            case GROWTH -> tell(settings, new Growth(settings).run());
            case HEAP -> tell(settings, new HeapSearch(settings).run());
            case BASELINE -> tell(settings, new BaselineComparison(settings).run());
            case WIRE -> tell(settings, new WireCount(settings).run());
            case MAILBOXES ->
                tell(settings, new ManyMailboxes(FleetSettings.of(System::getProperty, settings.directory())).run());
            case COLD -> tell(settings, new ColdStart(settings).run());
            case JMH -> tell(settings, Microbenchmarks.run(settings.directory()));
        }
        System.exit(whole ? 0 : 1);
    }

    private static boolean compare(Settings settings) throws IOException {
        Report report = new Benchmark(settings).run();
        if (settings.page() != null) {
            report.publish(settings.page(), settings.program() == Program.LARGE ? "large" : "");
        }
        System.out.println(report.text());
        return report.isWhole();
    }

    private static void tell(Settings settings, Findings findings) throws IOException {
        findings.write(settings.directory());
        if (settings.page() != null) {
            findings.publish(settings.page());
        }
        System.out.println(findings.text());
    }
}
