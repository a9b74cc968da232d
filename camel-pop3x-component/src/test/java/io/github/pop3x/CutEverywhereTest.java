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
import java.util.function.LongFunction;

import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.campaign.Campaign;
import io.github.pop3x.testing.campaign.DeliveryPromise;
import io.github.pop3x.testing.campaign.FailedPoll;
import io.github.pop3x.testing.campaign.FailedPoll.Aftermath;
import io.github.pop3x.testing.campaign.FailedPoll.Setting;
import io.github.pop3x.testing.campaign.ProvingGround;
import org.junit.jupiter.api.Test;

/**
 * A session with three messages is cut at each of its octets, in both directions, by FIN and by RST; later sessions are
 * whole. Whatever was going on, in a poll or in a drain, the {@link DeliveryPromise} is kept.
 *
 * <p>{@code -Dpop3x.cut.step=7} makes every seventh of the cuts, {@code -Plong} makes them all.
 */
class CutEverywhereTest {

    private static final int STEP = Integer.getInteger("pop3x.cut.step", 41);

    private static final List<Setting> SETTINGS = List.of(
            Setting.of(true, Aftermath.GOES_ON),
            Setting.of(true, Aftermath.PROCESS_RESTARTS),
            Setting.of(false, Aftermath.GOES_ON),
            Setting.of(true, Aftermath.PROCESS_RESTARTS_WITH_JOURNAL),
            Setting.of(false, Aftermath.PROCESS_RESTARTS),
            Setting.of(false, Aftermath.PROCESS_RESTARTS_WITH_JOURNAL),
            new Setting(true, "b", true, 0, false, Aftermath.GOES_ON),
            Setting.drained(true, Aftermath.GOES_ON),
            Setting.drained(false, Aftermath.GOES_ON),
            Setting.drained(true, Aftermath.PROCESS_RESTARTS_WITH_JOURNAL),
            Setting.drained(true, Aftermath.PROCESS_RESTARTS_WITH_DATABASE),
            new Setting(true, "b", true, 0, true, Aftermath.GOES_ON),
            Setting.inSessionsOfTwo(Aftermath.GOES_ON),
            Setting.inSessionsOfTwo(Aftermath.PROCESS_RESTARTS_WITH_JOURNAL),
            Setting.inSessionsOfTwo(Aftermath.PROCESS_RESTARTS_WITH_DATABASE));

    @Test
    void aCutSessionLosesAndRepeatsNoMessage() throws Exception {
        try (ProvingGround ground = new ProvingGround()) {
            Campaign campaign = new Campaign("Cut everywhere", STEP, ground);
            for (Setting setting : SETTINGS) {
                List<ProvingGround.WholeSession> sessions = ground.measure(setting);
                for (int i = 0; i < sessions.size(); i++) {
                    cut(campaign, setting, i, sessions.get(i));
                }
            }
            campaign.end();
        }
    }

    private static void cut(Campaign campaign, Setting setting, int session, ProvingGround.WholeSession whole)
            throws Exception {
        cut(campaign, setting, session, "server octets, FIN", whole.serverOctets(), octets ->
                new Misfortune[] {Misfortune.cutAfterServerOctets(octets)});
        cut(campaign, setting, session, "server octets, RST", whole.serverOctets(), octets ->
                new Misfortune[] {Misfortune.resetAfterServerOctets(octets)});
        cut(campaign, setting, session, "client octets, FIN", whole.clientOctets(), octets ->
                new Misfortune[] {Misfortune.cutAfterClientOctets(octets)});
        cut(campaign, setting, session, "client octets, RST", whole.clientOctets(), octets ->
                new Misfortune[] {Misfortune.cutAfterClientOctets(octets), Misfortune.resetInsteadOfClose()});
    }

    private static void cut(
            Campaign campaign,
            Setting setting,
            int session,
            String how,
            long length,
            LongFunction<Misfortune[]> misfortunes)
            throws Exception {
        String kind = setting + ": " + how;
        for (long octets = 0; octets <= length; octets++) {
            campaign.next(kind, FailedPoll.of(setting, session, misfortunes.apply(octets)));
        }
    }
}
