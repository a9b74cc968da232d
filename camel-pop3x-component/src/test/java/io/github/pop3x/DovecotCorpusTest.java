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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.pop3x.testing.DovecotMailbox;
import io.github.pop3x.testing.DovecotServer;
import io.github.pop3x.testing.MailCorpus;
import io.github.pop3x.testing.RawClient;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Whatever a message holds, a route gets the octets that Dovecot sends, however the connection is protected. */
@Tag("dovecot")
class DovecotCorpusTest {

    @RegisterExtension
    static final DovecotServer DOVECOT = new DovecotServer();

    private static final Map<String, byte[]> CORPUS = MailCorpus.all();
    private static final List<String> NAMES = List.copyOf(CORPUS.keySet());

    /** The three ways to connect. */
    private enum Protection {
        NONE {
            @Override
            String uri() {
                return "pop3x:127.0.0.1:" + DOVECOT.port() + "?tls=none";
            }
        },
        STLS {
            @Override
            String uri() {
                return "pop3x:localhost:" + DOVECOT.port() + "?" + TRUST;
            }
        },
        IMPLICIT {
            @Override
            String uri() {
                return "pop3xs:localhost:" + DOVECOT.tlsPort() + "?" + TRUST;
            }
        };

        private static final String TRUST = "sslContextParameters=%23class:io.github.pop3x.testing.TrustedAuthority";

        abstract String uri();

        String user() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static PolledRoute route(Protection protection, String user, String options) throws Exception {
        String uri = protection.uri() + "&username=" + user + "&password=" + DovecotServer.PASSWORD
                + "&mapMailMessage=false" + options;
        return new PolledRoute(uri, exchange -> {});
    }

    private static List<byte[]> retrievedRaw(String user) throws IOException {
        var messages = new ArrayList<byte[]>();
        try (var client = new RawClient(DOVECOT.port()).login(user, DovecotServer.PASSWORD)) {
            for (int number = 1; number <= CORPUS.size(); number++) {
                messages.add(client.retrieve(number));
            }
        }
        return messages;
    }

    private static void assertRouted(List<byte[]> expected, PolledRoute route) {
        List<PolledRoute.Routed> routed = route.routed();
        assertEquals(expected.size(), routed.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), routed.get(i).octets(), NAMES.get(i));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyMailIsRoutedOctetForOctetAndDeleted(Protection protection) throws Exception {
        DovecotMailbox mailbox = DOVECOT.mailbox(protection.user()).deliver(CORPUS.values());
        List<byte[]> expected = retrievedRaw(protection.user());
        try (PolledRoute route = route(protection, protection.user(), "&delete=true")) {
            assertEquals(CORPUS.size(), route.poll());
            assertRouted(expected, route);
            assertEquals(0, mailbox.count());
            assertEquals(0, route.poll());
            assertEquals(List.of(), route.reports());
        }
    }

    @Test
    void withoutDeleteEveryMailIsKeptAndRoutedOnce() throws Exception {
        DovecotMailbox mailbox = DOVECOT.mailbox("keeper").deliver(CORPUS.values());
        List<byte[]> expected = retrievedRaw("keeper");
        try (PolledRoute route = route(Protection.NONE, "keeper", "")) {
            assertEquals(CORPUS.size(), route.poll());
            assertEquals(0, route.poll());
            assertRouted(expected, route);
            assertEquals(CORPUS.size(), mailbox.count());
            assertEquals(List.of(), route.reports());
        }
    }

    /** Dovecot 2.3 stuffs every line but the first, so that for its clients this message ends where it begins. */
    @Test
    void aMailThatBeginsWithALoneDotIsRoutedWholeOrNotAtAll() throws Exception {
        byte[] mail = ".\r\nSubject: x\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);
        DovecotMailbox mailbox = DOVECOT.mailbox("dotted").deliver(List.of(mail));
        try (PolledRoute route = route(Protection.NONE, "dotted", "&delete=true")) {
            boolean broken = breaks(route::poll);
            List<byte[]> expected = broken ? List.of() : List.of(mail);
            assertRouted(expected, route);
            assertEquals(broken ? 1 : 0, mailbox.count());
        }
    }

    private static boolean breaks(Callable<Integer> poll) throws Exception {
        try {
            poll.call();
            return false;
        } catch (IOException outOfStep) {
            return true;
        }
    }
}
