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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A native image may be made with initialized classes in it; a thread cannot be in it. */
class ClassInitializersTest {

    @TempDir
    Path directory;

    @Test
    void noClassStartsAThreadWhenItIsInitialized() throws Exception {
        List<String> lines = new ArrayList<>();
        try (ChildJvm jvm = new ChildJvm(
                ClassInitializersProgram.class, directory.resolve("errors.txt"), Duration.ofMinutes(2), List.of())) {
            for (String line = jvm.line(); line != null; line = jvm.line()) {
                lines.add(line);
            }
            assertThat(lines).as(jvm.errors()).singleElement().asString().matches("done [1-9][0-9]{2,}");
        }
    }
}
