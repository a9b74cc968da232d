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
package io.github.pop3x.testing.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.pop3x.exchange.Completion;
import io.github.pop3x.testing.campaign.CampaignContext;
import io.github.pop3x.testing.campaign.Node;
import org.apache.camel.util.FileUtil;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** Where rounds of torture run, one after the other: one Camel context, and a directory for journals. */
public final class TortureGround implements AutoCloseable {

    private final CampaignContext context;
    private final Path directory = Files.createTempDirectory("torture");
    private volatile CampaignContext.Delivery delivery;

    public TortureGround() throws Exception {
        // Trouble is the plan here, and each would be several lines of the log.
        Configurator.setLevel("io.github.pop3x", Level.OFF);
        Configurator.setLevel(Completion.class, Level.OFF);
        context = new CampaignContext(this::deliver);
    }

    private void deliver(Node node, String uid, byte[] octets) throws Exception {
        delivery.deliver(node, uid, octets);
    }

    /** What routes do in the round that begins. */
    void delivers(CampaignContext.Delivery next) {
        delivery = next;
    }

    CampaignContext context() {
        return context;
    }

    /** A directory that no other round has. */
    Path directory() throws IOException {
        return Files.createTempDirectory(directory, "round");
    }

    @Override
    public void close() throws IOException {
        context.close();
        FileUtil.removeDir(directory.toFile());
        Configurator.setLevel("io.github.pop3x", (Level) null);
        Configurator.setLevel(Completion.class, (Level) null);
    }
}
