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
import java.util.Map;

import io.github.pop3x.benchmark.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ColdStartTest {

    @TempDir
    private Path directory;

    @Test
    void eachProcessDrainsAMailboxOfItsOwn() throws Exception {
        Settings settings = Settings.of(Map.of(
                "benchmark.program", "cold",
                "benchmark.tier", "smoke",
                "benchmark.directory", directory.toString())::get);
        assertThat(new ColdStart(settings).run().text())
                .contains("100 messages")
                .containsPattern("\\| Camel alone: a timer that fires as often \\| .* s \\| – \\| ")
                .containsPattern("\\| with the archive and C1 alone \\| .* s \\|");
    }
}
