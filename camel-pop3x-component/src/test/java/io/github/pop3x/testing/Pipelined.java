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

import java.util.ArrayList;
import java.util.List;

/**
 * Brings pipelined blocks ({@code C: C: S: S:}) into lock-step order ({@code C: S: C: S:}). Played so, a block suits a
 * client that sends all of it at once (RFC 2449 §6.6) and one that waits for each reply: the server answers each command
 * when it has heard it and never waits for the next one. A block with fewer replies than commands stays as it is.
 */
final class Pipelined {

    private Pipelined() {}

    static List<Step> inLockStep(List<Step> steps) {
        List<Step> ordered = new ArrayList<>(steps.size());
        for (int i = 0; i < steps.size(); ) {
            int answers = skipWhile(steps, i, true);
            int next = skipWhile(steps, answers, false);
            ordered.addAll(interleave(steps.subList(i, answers), steps.subList(answers, next)));
            i = next;
        }
        return ordered;
    }

    private static int skipWhile(List<Step> steps, int from, boolean expectations) {
        int i = from;
        while (i < steps.size() && (steps.get(i) instanceof Step.Expectation) == expectations) {
            i++;
        }
        return i;
    }

    private static List<Step> interleave(List<Step> commands, List<Step> answers) {
        List<List<Step>> replies = replies(answers);
        if (commands.size() < 2 || replies.size() < commands.size()) {
            List<Step> asIs = new ArrayList<>(commands);
            asIs.addAll(answers);
            return asIs;
        }
        List<Step> ordered = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            ordered.add(commands.get(i));
            ordered.addAll(replies.get(i));
        }
        // More replies than commands: a server out of step. What is left over goes out behind the last one.
        replies.subList(commands.size(), replies.size()).forEach(ordered::addAll);
        return ordered;
    }

    private static List<List<Step>> replies(List<Step> answers) {
        List<List<Step>> replies = new ArrayList<>();
        for (Step step : answers) {
            if (replies.isEmpty() || (step instanceof Step.Say say && say.beginsReply())) {
                replies.add(new ArrayList<>());
            }
            replies.get(replies.size() - 1).add(step);
        }
        return replies;
    }
}
