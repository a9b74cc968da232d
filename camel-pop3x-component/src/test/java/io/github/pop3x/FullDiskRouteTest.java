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
package io.github.pop3x;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.MessageSource;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.SmallDisk;
import io.github.pop3x.testing.SpoolFiles;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A message that finds no room on the disk stays on the server until there is some. */
class FullDiskRouteTest {

    private static final int LARGE = 3_000_000;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path disk;

    @Test
    void theMessageStaysAndIsRoutedOnceThereIsRoom() throws Exception {
        Maildrop maildrop =
                new Maildrop().add("small", MessageSource.generated(500)).add("large", MessageSource.generated(LARGE));
        server.answers(maildrop);
        String options = "delete=true&spoolThreshold=1000&spoolDirectory=" + disk;
        try (SmallDisk small = new SmallDisk(disk, "1m");
                PolledRoute route = PolledRoute.from(server, options, exchange -> {})) {
            assertEquals(1, route.poll());
            String told = String.join("\n", route.reports());
            assertTrue(told.contains("octets are free there"), told);
            assertTrue(told.contains("set another spool directory"), told);
            route.awaitVerdicts(1);
            assertEquals(List.of("small"), route.takeUids());
            assertTrue(maildrop.uids().contains("large"));
            assertEquals(List.of(), files(), "the file that did not fit");
            small.resize("16m");
            await().until(() -> {
                route.poll();
                return maildrop.uids().isEmpty();
            });
            assertEquals(LARGE, route.routed().get(0).octets().length);
        }
    }

    private List<Path> files() throws IOException {
        return SpoolFiles.messages(disk);
    }
}
