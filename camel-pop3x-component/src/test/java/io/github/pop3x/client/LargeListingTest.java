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
package io.github.pop3x.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerWire;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The listings of a large maildrop are parsed and held in a small heap, by a JVM of their own ({@link
 * LargeListingProgram}). {@code -Dpop3x.large.listing=1000000} adds a maildrop of that size, for a heap of 128 MiB.
 */
class LargeListingTest {

    private static final String MORE = "pop3x.large.listing";
    private static final long MINUTES = 10;

    @TempDir
    Path directory;

    /** Numbers of messages, each with the largest heap of the JVM that has to list them. */
    static Stream<Size> sizes() {
        Size always = new Size(100_000, "-Xmx32m");
        int more = Integer.getInteger(MORE, 0);
        return more == 0 ? Stream.of(always) : Stream.of(always, new Size(more, "-Xmx128m"));
    }

    /** How many messages, and the option that bounds the heap. */
    record Size(int messages, String heap) {}

    @ParameterizedTest
    @MethodSource("sizes")
    void aMaildropOfManyMessages(Size size) throws Exception {
        Path said = directory.resolve("said.txt");
        try (ScriptedServer server = new ScriptedServer().answers(() -> new Listings(size.messages()))) {
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            size.heap(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LargeListingProgram.class.getName(),
                            String.valueOf(server.port()),
                            String.valueOf(size.messages()))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            try {
                assertTrue(program.waitFor(MINUTES, TimeUnit.MINUTES), "still running");
            } finally {
                program.destroyForcibly();
            }
            assertEquals(0, program.exitValue(), Files.readString(said));
            System.out.print(Files.readString(said));
        }
    }

    /** A server whose listings are made while they are said. */
    private record Listings(int messages) implements Answerer {

        @Override
        public void greet(ServerWire wire) throws IOException {
            wire.say("+OK ready");
        }

        @Override
        public boolean answer(String command, ServerWire wire) throws IOException {
            switch (command) {
                case "UIDL" -> list(wire, true);
                case "LIST" -> list(wire, false);
                case "CAPA", "AUTH" -> wire.say("-ERR what?");
                default -> wire.say("+OK");
            }
            return !command.equals("QUIT");
        }

        private void list(ServerWire wire, boolean ids) throws IOException {
            wire.say("+OK");
            StringBuilder block = new StringBuilder();
            for (int number = 1; number <= messages; number++) {
                block.append(number)
                        .append(' ')
                        .append(
                                ids
                                        ? LargeListingProgram.uid(number)
                                        : Long.toString(LargeListingProgram.size(number)));
                if (number % 1000 == 0 || number == messages) {
                    wire.say(block.toString());
                    block.setLength(0);
                } else {
                    block.append("\r\n");
                }
            }
            wire.say(".");
        }
    }
}
