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
package io.github.pop3x.benchmark.server;

import java.io.IOException;

import io.github.pop3x.benchmark.Round;
import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.Work;
import io.github.pop3x.benchmark.contender.Runner;

/**
 * The fewest octets that the protocol allows to a client that recognizes messages by their unique-ids: USER, PASS, UIDL,
 * RETR for each new message, DELE for each one that it deletes, QUIT, and nothing else. It sends them one by one; how
 * they are bundled changes the flights and no octet.
 */
public final class LeanestDialogue implements Runner {

    @Override
    public Round run(Task task) throws IOException {
        long began = System.nanoTime();
        try (var session = new PlainSession(task.port())) {
            int listed = session.login(task.user()).listing("UIDL");
            for (int number = 1; number <= listed && task.work().retrieves(); number++) {
                session.listing("RETR " + number);
            }
            for (int number = 1; number <= listed && task.work() == Work.DELETE; number++) {
                session.command("DELE " + number);
            }
            session.command("QUIT");
        }
        return new Round(
                System.nanoTime() - began,
                Round.UNKNOWN,
                Round.UNKNOWN,
                Round.UNKNOWN,
                Round.UNKNOWN,
                Round.UNKNOWN,
                Round.UNKNOWN);
    }

    /**
     * The fewest flights for the same: login, which may be one if the server is known to pipeline (RFC 2449 §6.6); the
     * listing; then everything else. A message may be deleted only when all of it has come, which makes it one more.
     */
    public static long flights(Work work) {
        return work == Work.DELETE ? 4 : 3;
    }
}
