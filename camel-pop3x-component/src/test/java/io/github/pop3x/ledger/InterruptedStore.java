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
package io.github.pop3x.ledger;

import java.io.IOException;

import io.github.pop3x.testing.ForwardingStore;

/** A store that another process writes to right after it was read. */
final class InterruptedStore extends ForwardingStore {

    private Step next = () -> {};

    /** What another process does. */
    interface Step {
        void run() throws IOException;
    }

    InterruptedStore(LedgerStore store) {
        super(store);
    }

    /** Called once, after the next load. */
    void afterLoad(Step step) {
        next = step;
    }

    @Override
    public Recorded load(String mailbox) throws IOException {
        Recorded recorded = super.load(mailbox);
        Step step = next;
        next = () -> {};
        step.run();
        return recorded;
    }
}
