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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.pop3x.benchmark.report.Findings;
import io.github.pop3x.benchmark.report.Grid;
import io.github.pop3x.benchmark.report.Machine;

/** The program {@code mailboxes}: many mailboxes in one Camel context. */
public final class ManyMailboxes {

    private final FleetSettings settings;
    private final List<String> remarks = new ArrayList<>();
    private final List<Grid> grids = new ArrayList<>();

    /** @param settings what to run */
    public ManyMailboxes(FleetSettings settings) {
        this.settings = settings;
    }

    /**
     * Runs it. Each row is printed as soon as it is there.
     *
     * @throws Exception if a process fails; the message says why
     */
    public Findings run() throws Exception {
        Machine machine = Machine.here(false);
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        clear(settings.directory());
        FleetRun runs = new FleetRun(settings);
        for (int count : settings.counts()) {
            for (Part part : List.of(Part.START, Part.ANSWERING, Part.FAULTS)) {
                if (settings.parts().contains(part)) {
                    runs.measure(part, count);
                    remember(runs.grid(), FleetRun.REMARKS);
                }
            }
        }
        remarks.addAll(runs.threads());
        if (settings.parts().contains(Part.ONE_HOST)) {
            remember(new OneHostRun(settings).measure(), OneHostRun.REMARKS);
        }
        if (settings.parts().contains(Part.COSTS)) {
            remember(new LedgerCosts(settings).measure(), LedgerCosts.REMARKS);
        }
        if (settings.parts().contains(Part.RESTART)) {
            remember(new RestartRun(settings).measure(), RestartRun.REMARKS);
        }
        return new Findings("mailboxes", machine, began, remarks, grids);
    }

    private void remember(Grid grid, List<String> how) {
        if (!grids.contains(grid)) {
            grids.add(grid);
            remarks.addAll(how);
        }
    }

    /** Journals of an earlier run must not be read. */
    private static void clear(Path directory) throws Exception {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
