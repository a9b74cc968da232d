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
package io.github.pop3x.testing;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.client.command.StatusLine;

/**
 * The session that was held with every real server of which there is a recording, and what came of it. It can be held
 * again, with that server or with its recording.
 *
 * @param stat     the drop listing
 * @param messages both listings
 * @param tops     the header and one line of each small message, by number
 * @param octets   each small message, by number
 * @param quit     the answer to QUIT
 */
record RecordedSession(
        DropListing stat,
        List<Pop3Message> messages,
        Map<Integer, byte[]> tops,
        Map<Integer, byte[]> octets,
        StatusLine quit) {

    /** Larger messages are left out, so that a recording stays readable. */
    private static final long MOST_OCTETS = 2_000;

    /** Whose mailbox it is in the recordings, at this host; how it is protected is the caller's choice. */
    static Pop3ClientOptions options(String host) {
        return Pop3ClientOptions.builder(host, CredentialsProvider.of("alice", "s3cret"))
                .mechanisms(MechanismPolicy.parse("PLAIN"))
                .build();
    }

    /** Holds it: everything is listed, small messages are retrieved, the first of them is deleted. */
    static RecordedSession hold(Pop3ClientOptions options) throws IOException {
        try (Pop3Session session = Pop3Client.open(options)) {
            DropListing stat = session.stat();
            List<Pop3Message> messages = List.copyOf(session.messages());
            List<Pop3Message> small = messages.stream()
                    .filter(message -> message.size() <= MOST_OCTETS)
                    .toList();
            var tops = new LinkedHashMap<Integer, byte[]>();
            var octets = new LinkedHashMap<Integer, byte[]>();
            for (Pop3Message message : small) {
                tops.put(message.number(), readAll(session.top(message.number(), 1)));
                octets.put(message.number(), readAll(session.retrieve(message)));
            }
            session.noop();
            session.delete(small.get(0));
            return new RecordedSession(stat, messages, tops, octets, session.quit());
        }
    }

    private static byte[] readAll(MessageStream stream) throws IOException {
        try (stream) {
            return stream.readAllBytes();
        }
    }
}
