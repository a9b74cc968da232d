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

import java.util.List;

import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.campaign.Campaign;
import io.github.pop3x.testing.campaign.DeliveryPromise;
import io.github.pop3x.testing.campaign.FailedPoll;
import io.github.pop3x.testing.campaign.FailedPoll.Aftermath;
import io.github.pop3x.testing.campaign.FailedPoll.Setting;
import io.github.pop3x.testing.campaign.ProvingGround;
import org.junit.jupiter.api.Test;

/**
 * At each command of a session the server refuses, falls silent, hangs up, or says a line too many; later sessions are
 * whole. The {@link DeliveryPromise} is kept all the same.
 *
 * <p>{@code -Dpop3x.misfortune.step=1} or {@code -Plong} makes them all.
 */
class MisfortunesAtEveryCommandTest {

    private static final int STEP = Integer.getInteger("pop3x.misfortune.step", 23);

    /** Whatever one of these is taken for, it is no answer to what comes next. */
    private static final List<String> EXTRA_LINES = List.of("+OK stray", "-ERR stray", ".", "1 stray", "+ ");

    private static final List<String> GREETINGS = List.of(
            "-ERR too many connections\\r\\n", "* OK IMAP4rev1 ready\\r\\n", "+OK\\n", "\\r\\n", "\\x16\\x03\\r\\n");

    private ProvingGround ground;
    private int session;
    private Campaign campaign;

    @Test
    void aMisfortuneAtACommandLosesAndRepeatsNoMessage() throws Exception {
        try (ProvingGround opened = new ProvingGround()) {
            ground = opened;
            campaign = new Campaign("Misfortunes at every command", STEP, ground);
            for (boolean delete : new boolean[] {true, false}) {
                for (boolean capa : new boolean[] {true, false}) {
                    for (Aftermath aftermath : Aftermath.values()) {
                        befall(new Setting(delete, "", capa, 0, false, aftermath));
                    }
                }
            }
            for (Aftermath aftermath : Aftermath.values()) {
                befall(Setting.drained(true, aftermath));
            }
            befall(Setting.drained(false, Aftermath.GOES_ON));
            befall(Setting.inSessionsOfTwo(Aftermath.GOES_ON));
            befall(Setting.inSessionsOfTwo(Aftermath.PROCESS_RESTARTS_WITH_JOURNAL));
            befall(Setting.inSessionsOfTwo(Aftermath.PROCESS_RESTARTS_WITH_DATABASE));
            campaign.end();
        }
    }

    private void befall(Setting setting) throws Exception {
        List<ProvingGround.WholeSession> sessions = ground.measure(setting);
        for (int i = 0; i < sessions.size(); i++) {
            session = i;
            befall(setting, sessions.get(i).commands());
        }
    }

    private void befall(Setting setting, List<String> commands) throws Exception {
        for (String command : commands) {
            // A server without CAPA that refuses UIDL for a whole session is one without UIDL, for all that one can
            // tell.
            if (setting.capa() || !command.startsWith("UIDL")) {
                refuse(setting, command);
            }
            hangUp(setting, command);
            sayTooMuch(setting, command);
            // The consumer that had no patience is stopped: those that follow have all they need.
            if (setting.aftermath() != Aftermath.GOES_ON) {
                campaign.next("silence", impatient(setting, Misfortune.silenceAt(command)));
            }
            if (command.startsWith("RETR")) {
                campaign.next("unstuffed", FailedPoll.of(setting, session, Misfortune.unstuffedAt(command)));
                campaign.next("unstuffed", inOneSegment(setting, Misfortune.unstuffedAt(command)));
            }
        }
        refuse(setting, "RETR");
        refuse(setting, "DELE");
        for (String greeting : GREETINGS) {
            campaign.next("greeting", FailedPoll.of(setting, session, Misfortune.greets(greeting)));
        }
        campaign.next("greeting", inOneSegment(setting, Misfortune.greets("+OK\\r\\n+OK stray\\r\\n")));
        campaign.next("early close", FailedPoll.of(setting, session, Misfortune.earlyClose()));
        campaign.next("lost QUIT reply", FailedPoll.of(setting, session, Misfortune.lostQuitReply()));
        campaign.next("QUIT removes nothing", FailedPoll.of(setting, session, Misfortune.quitRemovesNothing()));
    }

    private void refuse(Setting setting, String command) throws Exception {
        campaign.next("-ERR", FailedPoll.of(setting, session, Misfortune.refuse(command, "not now")));
    }

    private void hangUp(Setting setting, String command) throws Exception {
        Misfortune close = Misfortune.autologoutAt(command);
        campaign.next("close", FailedPoll.of(setting, session, close));
        campaign.next("reset", FailedPoll.of(setting, session, close, Misfortune.resetInsteadOfClose()));
    }

    /**
     * In one segment with the reply before it, any line is seen to be too many. When it comes late, the next command takes
     * it for its reply.
     */
    private void sayTooMuch(Setting setting, String command) throws Exception {
        for (String line : EXTRA_LINES) {
            Misfortune extra = Misfortune.extraLineAfter(command, line);
            campaign.next("extra line", inOneSegment(setting, extra));
            campaign.next("late extra line", new FailedPoll(setting, session, List.of(extra), Mode.DELAYED, false));
        }
    }

    private FailedPoll inOneSegment(Setting setting, Misfortune misfortune) {
        return new FailedPoll(setting, session, List.of(misfortune), Mode.ONE_SEGMENT, false);
    }

    private FailedPoll impatient(Setting setting, Misfortune misfortune) {
        return new FailedPoll(setting, session, List.of(misfortune), Mode.AS_IS, true);
    }
}
