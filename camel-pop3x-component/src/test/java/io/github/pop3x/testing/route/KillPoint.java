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
package io.github.pop3x.testing.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.github.pop3x.testing.Tripwire;

/**
 * When a {@link DrainingRoute} is killed: at a point of its progress and not of time, so that every part of a session has
 * its turn on any machine.
 *
 * @param atLine when it says this line; null to be killed by what passes over the wire
 * @param routed at which message it is to say {@link DrainingRoute#ROUTED}; 0 for none
 * @param stays whether it stays there, in the middle of the route
 * @param place on the wire; null to be killed at a line
 */
public record KillPoint(String atLine, int routed, boolean stays, Tripwire.Place place) {

    private static final int NOT_EVEN_THE_COMMAND = -1;

    /**
     * Chooses points, of each kind as many as of any other, or one more.
     *
     * @param random decides
     * @param count how many
     * @param batch how many messages a session routes: each point lies in the first two sessions of a process, so that no
     *     process routes more than three batches
     */
    public static List<KillPoint> chosenBy(Random random, int count, int batch) {
        List<KillPoint> points = new ArrayList<>();
        while (points.size() < count) {
            List<KillPoint> oneOfEach = new ArrayList<>(oneOfEach(random, batch));
            Collections.shuffle(oneOfEach, random);
            points.addAll(oneOfEach);
        }
        return points.subList(0, count);
    }

    private static List<KillPoint> oneOfEach(Random random, int batch) {
        String early = random.nextBoolean() ? DrainingRoute.STARTING : DrainingRoute.STARTED;
        return List.of(
                new KillPoint(early, 0, false, null),
                new KillPoint(DrainingRoute.ROUTED, oneTo(2 * batch, random), false, null),
                new KillPoint(DrainingRoute.ROUTED, oneTo(2 * batch, random), true, null),
                before("", oneTo(8, random)),
                behind("UIDL", oneTo(2, random), random.nextInt(10_000)),
                behind("RETR", oneTo(2 * batch, random), random.nextInt(5_000)),
                before("DELE", oneTo(2 * batch, random)),
                behind("DELE", oneTo(2 * batch, random), random.nextInt(200)),
                before("QUIT", oneTo(2, random)),
                behind("QUIT", oneTo(2, random), random.nextInt(5)));
    }

    private static int oneTo(int most, Random random) {
        return 1 + random.nextInt(most);
    }

    private static KillPoint before(String keyword, int nth) {
        return behind(keyword, nth, NOT_EVEN_THE_COMMAND);
    }

    private static KillPoint behind(String keyword, int nth, int octets) {
        return new KillPoint(null, 0, false, new Tripwire.Place(keyword, nth, octets));
    }
}
