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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.ApopRefusingAnswerer;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.InterleavingAnswerer;
import io.github.pop3x.testing.MailCorpus;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.RawClient;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Servers that offer what they do not hold: with default options in clear text each mail is routed, octet for octet. */
class ServersThatPromiseTooMuchTest {

    private static final int SESSIONS = 6;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();
    private final Map<String, byte[]> octets = new LinkedHashMap<>();

    /** What the server does; the rest it does correctly. */
    private enum Habit {
        REFUSES_APOP_AS_A_BAD_LOGIN(test -> new ApopRefusingAnswerer(test.right(), "Bad login", true)),
        REFUSES_APOP_AS_A_FAILED_LOGIN(test -> new ApopRefusingAnswerer(test.right(), "Authentication failed", false)),
        REFUSES_APOP_AS_UNKNOWN(test -> new ApopRefusingAnswerer(test.right(), "unknown command", false)),
        REFUSES_APOP_WITHOUT_A_SECRET(test -> new ApopRefusingAnswerer(test.right(), "Permission denied", true)),
        INTERLEAVES_MESSAGES(test -> new InterleavingAnswerer(test.right(), test.maildrop, test.octets));

        private final Function<ServersThatPromiseTooMuchTest, Answerer> server;

        Habit(Function<ServersThatPromiseTooMuchTest, Answerer> server) {
            this.server = server;
        }
    }

    @BeforeEach
    void fill() {
        for (byte[] mail : MailCorpus.all().values()) {
            String uid = "m" + (octets.size() + 1);
            octets.put(uid, MailCorpus.asServersSendIt(mail));
            maildrop.add(uid, octets.get(uid));
        }
    }

    private Answerer right() {
        return new DefaultAnswerer(new ServerProfile().mailbox("alice", "s3cret", maildrop));
    }

    private List<byte[]> retrievedOneByOne() throws IOException {
        var messages = new ArrayList<byte[]>();
        try (var client = new RawClient(server.port()).login("alice", "s3cret")) {
            for (int number = 1; number <= octets.size(); number++) {
                messages.add(client.retrieve(number));
            }
        }
        return messages;
    }

    @ParameterizedTest
    @EnumSource
    void everyMailIsRoutedOnceAndDeleted(Habit habit) throws Exception {
        server.answers(() -> habit.server.apply(this));
        List<byte[]> expected = retrievedOneByOne();
        List<String> failures = new ArrayList<>();
        try (PolledRoute route = PolledRoute.from(server, "delete=true&readTimeout=2000", exchange -> {})) {
            for (int session = 1; session <= SESSIONS && !maildrop.uids().isEmpty(); session++) {
                try {
                    route.poll();
                } catch (IOException e) {
                    failures.add(e.getMessage());
                }
            }
            assertEquals(List.of(), maildrop.uids(), failures::toString);
            assertTrue(failures.size() <= 2, failures::toString);
            assertRouted(expected, route.routed());
        }
    }

    private static void assertRouted(List<byte[]> expected, List<PolledRoute.Routed> routed) {
        var byUid = new LinkedHashMap<String, byte[]>();
        for (PolledRoute.Routed message : routed) {
            assertNull(byUid.put(message.uid(), message.octets()), message.uid());
        }
        assertEquals(expected.size(), byUid.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), byUid.get("m" + (i + 1)), "m" + (i + 1));
        }
    }
}
