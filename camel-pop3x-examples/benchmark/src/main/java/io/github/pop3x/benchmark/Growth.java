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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.benchmark.contender.NativeTools;
import io.github.pop3x.benchmark.report.Findings;
import io.github.pop3x.benchmark.report.Machine;
import io.github.pop3x.benchmark.server.Dovecot;

/** What a larger mailbox costs, and what more endpoints cost. */
final class Growth {

    private final Settings settings;
    private final NativeTools tools;

    Growth(Settings settings) throws IOException {
        this.settings = settings;
        this.tools = NativeTools.build(settings.directory().resolve("tools"));
    }

    Findings run() throws IOException {
        Machine machine = Machine.here(tools.limit().isPresent());
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (Dovecot dovecot = Dovecot.start()) {
            var mailbox = new MailboxGrowth(settings, tools, dovecot);
            var drain = new DrainGrowth(settings, tools, dovecot);
            var endpoints = new EndpointGrowth(settings, dovecot);
            List<String> remarks = new ArrayList<>(MailboxGrowth.REMARKS);
            remarks.addAll(DrainGrowth.REMARKS);
            remarks.addAll(EndpointGrowth.REMARKS);
            return new Findings(
                    settings.program().id(),
                    machine,
                    began,
                    remarks,
                    List.of(mailbox.measure(), drain.measure(), endpoints.measure()));
        }
    }
}
