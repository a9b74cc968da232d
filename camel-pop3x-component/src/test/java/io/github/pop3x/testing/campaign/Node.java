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

import io.github.pop3x.PackageAccess;
import io.github.pop3x.Pop3xComponent;
import io.github.pop3x.Pop3xConsumer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * A process that polls one mailbox when a campaign says so. It may be stopped, which lets it finish, or killed, which does
 * not. One thread starts, polls and stops it; any may kill it.
 */
public final class Node {

    private final String name;
    private final Pop3xComponent component;
    private final Pop3xConsumer consumer;
    private final KillableStore store;

    Node(String name, Pop3xComponent component, Pop3xConsumer consumer, KillableStore store) {
        this.name = name;
        this.component = component;
        this.consumer = consumer;
        this.store = store;
    }

    /** The name, which no other process has. */
    public String name() {
        return name;
    }

    /** One poll, as Camel's scheduler would run it. */
    public int poll() throws Exception {
        return PackageAccess.poll(consumer);
    }

    /** From now on it writes nothing; a test that polls with it has to {@link #stop} it. */
    public void kill() {
        store.kill();
    }

    /** Whether it was killed. */
    public boolean isKilled() {
        return store.isKilled();
    }

    /** Has its store refuse the next writes. */
    public void refuseWrites(int writes) {
        store.refuse(writes);
    }

    /** Ends it: as a process that dies if it was killed, else with a last session where messages are to be deleted. */
    public void stop() throws InterruptedException {
        if (isKilled()) {
            PackageAccess.stopPolling(consumer);
        }
        ServiceHelper.stopAndShutdownServices(consumer, consumer.getEndpoint(), component);
    }
}
