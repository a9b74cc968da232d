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
package io.github.pop3x.client.command;

import java.math.BigInteger;
import java.net.ProtocolException;
import java.util.List;
import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Any text after STAT is a count, perhaps with a size, or a ProtocolException. */
class DropListingFuzzTest {

    @FuzzTest
    void dropListing(byte[] octets) throws ProtocolException {
        StatusLine status = new StatusLine(StatusLine.Status.OK, null, NaiveAnswers.latin1(octets));
        assertEquals(naive(status.text()), read(status));
    }

    private static Optional<DropListing> read(StatusLine status) {
        ResponseParser<DropListing> parser = Commands.stat().parser();
        try {
            parser.status(status);
            return Optional.of(parser.value());
        } catch (ProtocolException documented) {
            return Optional.empty();
        }
    }

    private static Optional<DropListing> naive(String text) {
        List<String> words = NaiveAnswers.words(text);
        if (words.isEmpty() || !text.startsWith(words.get(0))) {
            return Optional.empty();
        }
        long size = words.size() < 2
                ? -1
                : NaiveAnswers.number(words.get(1), Long.MAX_VALUE)
                        .map(BigInteger::longValueExact)
                        .orElse(-1L);
        return NaiveAnswers.number(words.get(0), Integer.MAX_VALUE)
                .map(count -> new DropListing(count.intValueExact(), size));
    }
}
