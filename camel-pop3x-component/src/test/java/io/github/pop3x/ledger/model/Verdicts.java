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
package io.github.pop3x.ledger.model;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.pop3x.ledger.DeliveryLedger;

import static io.github.pop3x.ledger.model.Promise.require;

/** The outcomes of the routes of one process: it tells its ledger, and the promise. */
final class Verdicts {

    private final World world;
    private final DeliveryLedger ledger;
    private final TroubledStore store;
    private final List<Route> routes;

    /** @param routes that run; each leaves them with its verdict */
    Verdicts(World world, DeliveryLedger ledger, TroubledStore store, List<Route> routes) {
        this.world = world;
        this.ledger = ledger;
        this.store = store;
        this.routes = routes;
    }

    void deliver(Route route, boolean delete, Duration after) {
        routes.remove(route);
        long due = after.toMillis() == Long.MAX_VALUE ? Long.MAX_VALUE : world.clock.millis() + after.toMillis();
        world.promise.delivered(route, new Mail.Verdict(delete, due));
        try {
            ledger.delivered(route.identity, route.attempt, delete, after);
        } catch (IOException e) {
            world.promise.forgotten(route.mail, "its verdict could not be written");
        }
        if (world.seen != null && !store.isDead()) {
            world.seen.add(Session.seenKey(route.mail, route.identity));
        }
        end(route);
    }

    void fail(Route route) {
        routes.remove(route);
        world.promise.failed(route);
        try {
            ledger.failed(route.identity, route.attempt);
        } catch (IOException e) {
            route.mail.countUncertain = true;
        }
        end(route);
    }

    void end(Route route) {
        if (!route.released) {
            world.endClaim(route.identity, ledger);
        }
    }

    void release(Route route) {
        if (route.released) {
            return;
        }
        try {
            require(ledger.release(route.identity), "a route cannot be released", route.mail);
        } catch (IOException e) {
            route.mail.countUncertain = true;
        }
        end(route);
        route.released = true;
        world.promise.released(route);
    }
}
