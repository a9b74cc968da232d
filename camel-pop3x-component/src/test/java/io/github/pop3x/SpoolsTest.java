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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.spool.SpooledBody;
import io.github.pop3x.spool.SpooledMessage;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.SpoolFiles;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.StreamCachingStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where messages rest: as our options have it, else as Camel's stream caching has it if that spools. */
class SpoolsTest {

    private static final String MAIL = "Subject: private\r\n\r\n" + "secret ".repeat(100) + "\r\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path camels;

    @TempDir
    Path ours;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> onDisk = new ArrayList<>();
    private boolean inMemory;

    @AfterEach
    void stop() {
        context.stop();
    }

    private StreamCachingStrategy caching() {
        StreamCachingStrategy caching = context.getStreamCachingStrategy();
        caching.setSpoolEnabled(true);
        caching.setSpoolDirectory(camels.toFile());
        caching.setRemoveSpoolDirectoryWhenStopping(false);
        return caching;
    }

    private static List<Path> messages(Path place) throws IOException {
        return SpoolFiles.messages(place);
    }

    /** Where one message rests while it is routed, and what it looks like there. */
    private List<Path> route(String options) throws Exception {
        server.answers(new Maildrop().add("a", MAIL));
        List<Path> files = new ArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pop3x:" + server.host() + ":" + server.port()
                                + "?username=alice&password=s3cret&tls=none&mapMailMessage=false&initialDelay=3600000"
                                + options)
                        .routeId("mail")
                        .process(exchange -> {
                            assertEquals(MAIL, exchange.getIn().getBody(String.class));
                            inMemory = ((SpooledBody) exchange.getIn().getBody()).inMemory();
                            files.addAll(messages(camels));
                            files.addAll(messages(ours));
                            for (Path file : files) {
                                onDisk.add(Files.readString(file, StandardCharsets.ISO_8859_1));
                            }
                        });
            }
        });
        context.start();
        assertEquals(1, ((Pop3xConsumer) context.getRoute("mail").getConsumer()).poll());
        // The octets go last of all, after the verdict that the poll waits for.
        await().until(() -> messages(camels).isEmpty() && messages(ours).isEmpty());
        return files;
    }

    @Test
    void directoryAndThresholdAreThoseOfStreamCachingThatSpools() throws Exception {
        caching().setSpoolThreshold(100);
        List<Path> files = route("");
        assertTrue(files.get(0).startsWith(camels), files.toString());
        assertEquals(List.of(MAIL), onDisk);
    }

    @Test
    void soIsTheCipher() throws Exception {
        StreamCachingStrategy caching = caching();
        caching.setSpoolThreshold(100);
        caching.setSpoolCipher("AES/CTR/NoPadding");
        route("");
        assertEquals(1, onDisk.size());
        assertFalse(onDisk.get(0).contains("secret"));
    }

    @Test
    void aThresholdOfOursWins() throws Exception {
        caching().setSpoolThreshold(100);
        assertEquals(List.of(), route("&spoolThreshold=1000"));
        assertTrue(inMemory);
    }

    @Test
    void aDirectoryOfOursWins() throws Exception {
        StreamCachingStrategy caching = caching();
        caching.setSpoolThreshold(100);
        caching.setSpoolCipher("AES/CTR/NoPadding");
        List<Path> files = route("&spoolDirectory=" + ours);
        assertTrue(files.get(0).startsWith(ours), files.toString());
        assertFalse(
                onDisk.get(0).contains("secret"), "octets that are encrypted in one place are encrypted everywhere");
    }

    @Test
    void streamCachingThatDoesNotSpoolSaysNothing() throws Exception {
        caching().setSpoolThreshold(100);
        context.getStreamCachingStrategy().setSpoolEnabled(false);
        assertEquals(List.of(), route(""));
        assertTrue(inMemory, "below the default");
    }

    @Test
    void streamCachingWithoutAThresholdLeavesOurDefault() throws Exception {
        caching().setSpoolThreshold(0);
        assertEquals(List.of(), route(""));
        assertTrue(inMemory, "below the default");
    }

    @Test
    void theSpoolOfADeadProcessIsRemovedAtTheStart() throws Exception {
        Path dead = Files.createDirectory(ours.resolve("pop3x-spool-dead"));
        Files.createFile(dead.resolve("owner.lock"));
        Files.createFile(dead.resolve("message-0.octets"));
        assertEquals(List.of(), route("&spoolDirectory=" + ours));
        assertFalse(Files.exists(dead));
    }

    @Test
    void theEndpointsOfAComponentShareItsMemory() throws Exception {
        Pop3xComponent component = new Pop3xComponent(context);
        component.setSpoolMemory(1_000);
        SpooledMessage one = spool(component);
        SpooledMessage two = spool(component);
        assertEquals(List.of(true, false), List.of(one.isInMemory(), two.isInMemory()));
        one.release();
        two.release();
        assertEquals(0, component.spools().octetsInMemory());
        component.stop();
    }

    private SpooledMessage spool(Pop3xComponent component) throws IOException {
        return component
                .spools()
                .spool(context.getStreamCachingStrategy(), null, null)
                .spool(new ByteArrayInputStream(new byte[600]), 600);
    }
}
