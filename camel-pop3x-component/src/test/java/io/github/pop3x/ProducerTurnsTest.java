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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.testing.route.ProducerSetting;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Exchanges with one mailbox take turns: a server gives a maildrop to one session at a time (RFC 1939 §4). */
class ProducerTurnsTest extends ProducerSetting {

    @Test
    void concurrentOperationsOnOneMailboxAllSucceed() {
        maildrop.exclusive();
        List<CompletableFuture<Object>> results = IntStream.range(0, 20)
                .mapToObj(i -> producer.asyncRequestBody(
                        // Endpoints that differ have one mailbox, too.
                        uri("operation=stat&readTimeout=" + (10_000 + i % 3)), (Object) null))
                .toList();
        results.forEach(result -> assertEquals(3, ((DropListing) result.join()).count()));
        assertEquals(20, server.log().sessions());
    }
}
