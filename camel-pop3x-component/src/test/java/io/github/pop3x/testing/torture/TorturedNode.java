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
package io.github.pop3x.testing.torture;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.campaign.Node;
import io.github.pop3x.testing.campaign.ShiftedClock;

/**
 * One place for a process, with a clock and a server of its own, so that troubles befall this one only; the mailbox is the
 * same for all. The round's thread calls it, and the server's threads ask when the process is to be killed.
 */
final class TorturedNode implements AutoCloseable {

    private final ScriptedServer server = new ScriptedServer();
    private final ShiftedClock clock = new ShiftedClock();
    private final Queue<List<Misfortune>> troubles = new ArrayDeque<>();
    private volatile Node process;
    private int commandsToLive = Integer.MAX_VALUE;
    private int routesToLive = Integer.MAX_VALUE;

    TorturedNode(TortureSetting setting, Maildrop maildrop) {
        server.answers(setting.profile(maildrop));
        server.mode(setting.mode());
        server.alwaysSuffers(Misfortune.decided(this::next), Misfortune.cutAtCommandWhen(this::isCut));
    }

    private synchronized List<Misfortune> next() {
        return troubles.isEmpty() ? List.of() : troubles.remove();
    }

    private synchronized boolean isCut() {
        if (--commandsToLive == 0) {
            process.kill();
        }
        return process.isKilled();
    }

    /** Called where a route begins or ends. */
    synchronized void routePasses() {
        if (--routesToLive == 0) {
            process.kill();
        }
    }

    /** What befalls the sessions of the next poll, one after the other. */
    synchronized void plan(List<List<Misfortune>> sessions) {
        troubles.clear();
        troubles.addAll(sessions);
    }

    /** What was planned and has not befallen yet. */
    synchronized List<List<Misfortune>> planned() {
        return List.copyOf(troubles);
    }

    /** Has the process killed at a command, or where a route begins or ends, counted from now. */
    synchronized void planKill(int commands, int routes) {
        commandsToLive = commands;
        routesToLive = routes;
    }

    synchronized void planNothing() {
        troubles.clear();
        planKill(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    void runs(Node started) {
        process = started;
    }

    Node process() {
        return process;
    }

    ShiftedClock clock() {
        return clock;
    }

    ScriptedServer server() {
        return server;
    }

    String uri(TortureSetting setting, boolean patient) {
        return "pop3x:" + server.host() + ":" + server.port() + "?username=alice&password=s3cret&"
                + setting.options(patient);
    }

    @Override
    public void close() {
        server.close();
    }
}
