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
package io.github.pop3x.testing.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets one of several nodes go on at a time, from one command at its server to the next. Which one it is when all that are
 * still polling wait is chosen from a seed. Thread-safe.
 */
final class Interleaving {

    private static final long PATIENCE_MILLIS = 20_000;

    private final Random random;
    private final Set<Integer> polling = new TreeSet<>();
    private final Set<Integer> waiting = new TreeSet<>();
    private final List<Integer> order = new ArrayList<>();
    private int granted = -1;

    Interleaving(long seed) {
        random = new Random(seed);
    }

    /** A node begins to poll; all of them do so before any of them comes to its first command. */
    synchronized void begins(int node) {
        polling.add(node);
    }

    /** A node has ended its poll. */
    synchronized void ends(int node) {
        polling.remove(node);
        if (granted == node) {
            granted = -1;
        }
        grant();
    }

    /** Waits until it is the turn of a node, which has come to its next command; does nothing when it does not poll. */
    synchronized void awaitTurn(int node) {
        if (!polling.contains(node)) {
            return;
        }
        if (granted == node) {
            granted = -1;
        }
        waiting.add(node);
        grant();
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (granted != node && polling.contains(node)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException("node " + node + " waits for its turn for ever; before it " + order);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a turn", e);
            }
        }
    }

    private void grant() {
        if (granted >= 0 || polling.isEmpty() || !waiting.containsAll(polling)) {
            return;
        }
        List<Integer> all = List.copyOf(polling);
        granted = all.get(random.nextInt(all.size()));
        waiting.remove(granted);
        order.add(granted);
        notifyAll();
    }

    /** Who went on, step by step. */
    synchronized List<Integer> order() {
        return List.copyOf(order);
    }
}
