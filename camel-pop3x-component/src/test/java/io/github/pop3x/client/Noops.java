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
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.StatusLine;

import static org.assertj.core.api.Assertions.assertThat;

/** Many NOOPs in a pipeline, to fill its window. */
final class Noops {

    /** How many octets one has. */
    static final int OCTETS = "NOOP\r\n".length();

    private Noops() {}

    /** Adds them; their answers are to come. */
    static List<PendingReply<StatusLine>> add(Pop3Session session, int count) {
        List<PendingReply<StatusLine>> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            answers.add(session.pipeline().add(Commands.noop()));
        }
        return answers;
    }

    /** Reads the answers, which must all be +OK. */
    static void readAll(List<PendingReply<StatusLine>> answers) throws IOException {
        for (PendingReply<StatusLine> answer : answers) {
            assertThat(answer.get().isOk()).isTrue();
        }
    }
}
