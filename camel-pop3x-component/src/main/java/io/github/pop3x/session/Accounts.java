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
package io.github.pop3x.session;

import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The waiting times that servers asked for, by account, so that all sessions of an account respect them. An account
 * that nobody can log in to any more is forgotten when there is nothing to remember of it: a route may choose its
 * mailboxes by their thousands. Any thread may call it.
 */
public final class Accounts {

    /** Not worth looking through. */
    private static final int FEW = 64;

    private final Map<String, Account> accounts = new HashMap<>();

    /** How many accounts there are when those are looked for next that can be forgotten: looking takes as long as there are. */
    private int many = FEW;

    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /** What is remembered, and the gates that heed it, held weakly. */
    private record Account(BackOff backOff, Set<SessionGate> gates) {
        boolean isForgettable() {
            return gates.isEmpty() && backOff.isBlank();
        }
    }

    /**
     * @param clock tells operators the time
     * @param nanoTime tells the time within this process: what is waited for is counted by it
     */
    public Accounts(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * One more gate to an account.
     *
     * @param making makes it, of what is remembered
     */
    public synchronized SessionGate gate(String name, Function<BackOff, SessionGate> making) {
        if (accounts.size() >= many && !accounts.containsKey(name)) {
            many = Math.max(FEW, 2 * size());
        }
        Account account = accounts.computeIfAbsent(
                name,
                unknown -> new Account(
                        new BackOff(clock, nanoTime, () -> ThreadLocalRandom.current()
                                .nextDouble()),
                        Collections.newSetFromMap(new WeakHashMap<>())));
        SessionGate gate = making.apply(account.backOff());
        account.gates().add(gate);
        return gate;
    }

    /** How many accounts are remembered. */
    public synchronized int size() {
        accounts.values().removeIf(Account::isForgettable);
        return accounts.size();
    }
}
