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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.pop3x.delivery.MailboxPoller;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** No room for a message that has to go to a file: it stays on the server, and the small ones go on. */
class FullDiskTest extends FlowSetting {

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesThatFitIntoMemoryAreRoutedInTheSamePoll(boolean pipelining) throws Exception {
        serve(pipelining);
        mails("a");
        maildrop.add("large", mail("large", 5_000));
        mails("b");
        maildrop.add("larger", mail("larger", 9_000));
        mails("c");
        Path directory = Files.writeString(home.resolve("spool"), "a file is in its place");
        try (PolledRoute route =
                route("delete=true&spoolThreshold=1000&spoolDirectory=" + directory, FlowSetting::nothing)) {
            assertEquals(3, route.poll());
            assertEquals(List.of("a", "b", "c"), route.takeUids());
            assertEquals(List.of("a", "b", "c"), maildrop.removals());
            assertTrue(
                    route.reports().get(0).startsWith("Message large stays on the server"), route.reports()::toString);
            assertEquals(MailboxPoller.LATER, route.poll(), "what has to wait is not idle");
            Files.delete(directory);
            assertEquals(2, route.poll());
            assertEquals(List.of("large", "larger"), route.takeUids());
            assertEquals(List.of(), maildrop.uids());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneLargeMessageIsTriedAPollWhenNoneFits(boolean pipelining) throws Exception {
        serve(pipelining);
        maildrop.add("large", mail("large", 5_000)).add("larger", mail("larger", 9_000));
        Path directory = Files.writeString(home.resolve("spool"), "a file is in its place");
        try (PolledRoute route =
                route("prefetch=1&spoolThreshold=0&spoolDirectory=" + directory, FlowSetting::nothing)) {
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(List.of("large"), maildrop.retrievals());
            assertEquals(1, route.reports().size());
        }
    }
}
