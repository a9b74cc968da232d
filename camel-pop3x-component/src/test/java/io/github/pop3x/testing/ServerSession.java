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
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Plays the steps of one session with one client. Runs once, on a thread of its own. */
final class ServerSession implements Runnable {

    private static final Set<String> LOGINS = Set.of("PASS", "APOP", "AUTH");

    private final Transcript.Session script;
    private final ServerWire wire;
    private final Answerer answerer;
    private final boolean implicitTls;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Queue<byte[]> unanswered = new ArrayDeque<>();
    private boolean begun;
    private boolean loginPending;
    private boolean loginByScript;
    private int at;
    private volatile String failure;

    ServerSession(Transcript.Session script, ServerWire wire, Answerer answerer, boolean implicitTls) {
        this.script = script;
        this.wire = wire;
        this.answerer = answerer;
        this.implicitTls = implicitTls;
    }

    @Override
    public void run() {
        SessionOver.Ending ending = SessionOver.Ending.ABORT;
        boolean played = false;
        try {
            wire.open(implicitTls);
            for (at = 0; at < steps().size(); at++) {
                play(steps().get(at));
            }
            played = true;
            ending = SessionOver.Ending.CLOSE;
        } catch (SessionOver e) {
            ending = e.ending();
            if (ending == SessionOver.Ending.CLIENT_GONE) {
                clientLeft("the client left" + (e.getCause() == null ? "" : " (" + e.getCause() + ")"));
            }
        } catch (SocketTimeoutException e) {
            patienceOver();
        } catch (IOException | RuntimeException e) {
            fail(e.toString());
        } finally {
            answerer.abandon();
            byte[] more = wire.end(ending);
            if (played && script.scripted() && more.length > 0) {
                fail("expected the end of the session\n     but came C: " + Octets.show(more));
            }
            over.countDown();
        }
    }

    private List<Step> steps() {
        return script.steps();
    }

    private void play(Step step) throws IOException {
        if (step instanceof Step.Say say) {
            begun = true;
            unanswered.clear();
            noteLogin(say);
            wire.say(say.octets());
        } else if (step instanceof Step.Expectation expected) {
            byte[] heard = step instanceof Step.Expect literal && literal.open()
                    ? wire.hear(literal.octets().length)
                    : wire.hear();
            expect(expected, heard);
        } else if (step instanceof Step.Act act) {
            act(act.directive());
        }
    }

    private void expect(Step.Expectation expected, byte[] heard) throws IOException {
        if (heard == null) {
            throw new SessionOver(SessionOver.Ending.CLIENT_GONE);
        }
        if (!expected.accepts(heard)) {
            mismatch("came C: " + Octets.show(heard));
        }
        unanswered.add(heard);
        loginPending |= LOGINS.contains(keyword(heard));
    }

    private void noteLogin(Step.Say say) {
        if (loginPending && say.beginsReply()) {
            loginPending = false;
            loginByScript = say.text().startsWith("S: +OK");
        }
    }

    private void act(Directive directive) throws IOException {
        switch (directive) {
            case CLOSE -> throw wire.over(SessionOver.Ending.CLOSE);
            case RESET -> throw wire.over(SessionOver.Ending.RESET);
            case STALL -> throw wire.over(SessionOver.Ending.STALL);
            case STARTTLS -> wire.startTls();
            case ALERT -> wire.alert();
            case DEFAULT -> answerByDefault();
            case CLIENT_CLOSE -> {
                byte[] heard = wire.hear();
                if (heard != null) {
                    mismatch("came C: " + Octets.show(heard));
                }
                throw new SessionOver(SessionOver.Ending.CLIENT_GONE);
            }
        }
    }

    /** The default answerer speaks until the next step comes true, which is then done with. */
    private void answerByDefault() throws IOException {
        if (!begun && unanswered.isEmpty()) {
            answerer.greet(wire);
        }
        begun = true;
        if (loginByScript) {
            answerer.loggedIn();
        }
        loginByScript = false;
        loginPending = false;
        boolean open = true;
        while (open && !unanswered.isEmpty()) {
            open = answerer.answer(text(unanswered.remove()), wire);
        }
        while (open) {
            byte[] heard = wire.hear();
            if (heard == null) {
                throw new SessionOver(SessionOver.Ending.CLIENT_GONE);
            }
            if (at + 1 < steps().size()
                    && steps().get(at + 1) instanceof Step.Expectation awaited
                    && awaited.accepts(heard)) {
                at++;
                expect(awaited, heard);
                return;
            }
            // A line without its end is no command: its client has left in the middle of it.
            open = !isWhole(heard) || answerer.answer(text(heard), wire);
        }
        clientLeft("the client quit");
        if (failure != null) {
            throw new SessionOver(SessionOver.Ending.ABORT);
        }
    }

    /** A client may leave where the script says so, or where it expects nothing of the client any more. */
    private void clientLeft(String how) {
        for (int i = at; i < steps().size(); i++) {
            Step step = steps().get(i);
            if (step instanceof Step.Act act && act.directive() == Directive.CLIENT_CLOSE) {
                return;
            }
            if (step instanceof Step.Expectation) {
                at = i;
                fail("expected " + step.text() + "\n     but " + how);
                return;
            }
        }
    }

    private void patienceOver() {
        boolean waitsForTheEnd = steps().get(at) instanceof Step.Act act && act.directive() == Directive.CLIENT_CLOSE;
        String nothing = "nothing came, and the server's patience is over";
        if (waitsForTheEnd) {
            fail("expected " + steps().get(at).text() + "\n     but " + nothing);
        } else {
            clientLeft(nothing);
        }
    }

    private void mismatch(String came) throws IOException {
        fail("expected " + steps().get(at).text() + "\n     but " + came);
        throw new SessionOver(SessionOver.Ending.ABORT);
    }

    private void fail(String what) {
        int line = steps().get(Math.min(at, steps().size() - 1)).line();
        failure = "transcript line " + line + ": " + what + "\n  what was said:\n"
                + wire.recording().toString().indent(4);
    }

    private static String keyword(byte[] command) {
        return text(command).split(" ", 2)[0].toUpperCase(Locale.ROOT);
    }

    private static boolean isWhole(byte[] line) {
        return line[line.length - 1] == '\n';
    }

    private static String text(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        return text.endsWith("\r\n") ? text.substring(0, text.length() - 2) : text;
    }

    ServerWire wire() {
        return wire;
    }

    /** The name that the transcript gives to this session, or "". */
    String name() {
        return script.name();
    }

    /** Whether a transcript says what has to happen, so that its end is to be waited for. */
    boolean scripted() {
        return script.scripted();
    }

    /** Waits for the end; false if it did not come in time, or the thread was interrupted. */
    boolean awaitEnd(Duration longest) {
        try {
            return over.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What went wrong so far, or null. */
    String failure() {
        return failure;
    }
}
