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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The program works, with a few mailboxes. Its figures are not looked at, unless they are counts. */
@Timeout(600)
class ManyMailboxesTest {

    @TempDir
    private Path directory;

    private String run(String ledger, Part... parts) throws Exception {
        var settings =
                new FleetSettings(List.of(10), List.of(parts), Duration.ofSeconds(1), ledger, 128, 9, 4, directory);
        return new ManyMailboxes(settings).run().text();
    }

    @Test
    void mailboxesOfServersThatAnswerArePolledAndGetMails() throws Exception {
        assertThat(run("memory", Part.START, Part.FAULTS))
                .containsPattern("\\| start \\| 10 \\| .* MiB ")
                .containsPattern("\\| faults \\| 10 \\| .*\\| 8 \\| .*\\| 24 \\| ")
                .contains("Threads of faults, 10, burst: ", " Pop3xPoll");
    }

    @Test
    void aDatabaseCanBeTheLedger() throws Exception {
        assertThat(run("jdbc", Part.ANSWERING)).containsPattern("\\| answering \\| 10 \\| .*\\| 10 \\| .*\\| 30 \\| ");
    }

    @Test
    void oneHostIsPolledByFewSessions() throws Exception {
        assertThat(run("memory", Part.ONE_HOST)).containsPattern("\\| 9 \\| 9 \\| [1-8] \\| ");
    }

    @Test
    void aRestartRoutesNothingAgain() throws Exception {
        assertThat(run("memory", Part.RESTART)).containsPattern("\\| 4 \\| 52 \\| .*\\| 4 \\| .*\\| 0 \\|\n");
    }

    @Test
    void aPollThatFindsNothingNewCostsNoStatement() throws Exception {
        assertThat(run("memory", Part.COSTS))
                .contains("| memory | false | 10 new | 0 | 0 | 0 | 0 | 0 | 0 |")
                .contains("| journal | false | nothing new | 0 | 0 | 0 | 0 | 0 | 0 |")
                .contains("| jdbc | false | nothing new | 0 | 0 | 0 | 0 | 0 | 0 |")
                .containsPattern("\\| jdbc \\| true \\| 10 new \\| \\d+ \\| 10 \\| ");
    }
}
