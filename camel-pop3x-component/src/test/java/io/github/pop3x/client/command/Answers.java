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

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** Parses answers as the conversation does: each line is a window in a buffer that holds other octets too. */
final class Answers {

    private Answers() {}

    static <T> T parse(Command<T> command, String... lines) throws ProtocolException {
        return parse(command, Arrays.stream(lines));
    }

    static <T> T parse(Command<T> command, Stream<String> lines) throws ProtocolException {
        ResponseParser<T> parser = command.parser();
        parser.status(StatusLine.parse("+OK"));
        for (String line : (Iterable<String>) lines::iterator) {
            byte[] buffer = ("7 " + line + " 8").getBytes(StandardCharsets.ISO_8859_1);
            parser.line(buffer, 2, buffer.length - 2);
        }
        return parser.value();
    }
}
