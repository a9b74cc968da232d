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

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.Pop3xConsumer;
import org.apache.camel.Consumer;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.component.master.MasterConsumer;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;

/** A cluster of one node, which leads until it is told otherwise. */
public final class LoneCluster extends AbstractCamelClusterService<LoneCluster.View> {

    private volatile View view;

    /** The consumer that {@code master:} has poll now; null unless the node leads, or for a route of another kind. */
    public static Pop3xConsumer polling(Consumer ofRoute) throws ReflectiveOperationException {
        if (ofRoute instanceof MasterConsumer master) {
            Field polling = MasterConsumer.class.getDeclaredField("delegatedConsumer");
            polling.setAccessible(true);
            return (Pop3xConsumer) polling.get(master);
        }
        return (Pop3xConsumer) ofRoute;
    }

    /** Makes it the leader, or takes that from it; returns once all listeners know. */
    public void leads(boolean leads) {
        view.leads(leads);
    }

    @Override
    protected View createView(String namespace) {
        view = new View(this, namespace);
        return view;
    }

    /** What the node sees of the cluster: itself. */
    public static final class View extends AbstractCamelClusterView {

        private final CamelClusterMember self = new CamelClusterMember() {
            @Override
            public boolean isLeader() {
                return leads;
            }

            @Override
            public boolean isLocal() {
                return true;
            }

            @Override
            public String getId() {
                return "self";
            }
        };

        private volatile boolean leads = true;

        private View(CamelClusterService cluster, String namespace) {
            super(cluster, namespace);
        }

        private void leads(boolean now) {
            leads = now;
            fireLeadershipChangedEvent(leads ? self : null);
        }

        @Override
        public Optional<CamelClusterMember> getLeader() {
            return Optional.of(self).filter(CamelClusterMember::isLeader);
        }

        @Override
        public CamelClusterMember getLocalMember() {
            return self;
        }

        @Override
        public List<CamelClusterMember> getMembers() {
            return List.of(self);
        }
    }
}
