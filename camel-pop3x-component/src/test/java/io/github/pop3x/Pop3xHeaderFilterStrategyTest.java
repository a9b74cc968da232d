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

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class Pop3xHeaderFilterStrategyTest {

    private final Pop3xHeaderFilterStrategy strategy = new Pop3xHeaderFilterStrategy();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelFileName",
                "camelFileName",
                "CAMELFILENAME",
                "cAmElExecCommandExecutable",
                "Camel",
                "camel-x",
                "CamelPop3xDelete",
                "org.apache.camel.Foo",
                "ORG.Apache.CAMEL.foo",
                "mail.smtp.host",
                "Mail.Debug",
                "MAIL.imap.x",
            })
    void camelHeadersAreFilteredInAnyCaseAndBothDirections(String name) {
        assertTrue(strategy.applyFilterToExternalHeaders(name, "evil", exchange));
        assertTrue(strategy.applyFilterToCamelHeaders(name, "evil", exchange));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject",
                "From",
                "X-Camel",
                "Message-ID",
                "Mail-Followup-To",
                "mailing-list",
                "Came",
                "org.apache",
                "X-org.apache.camel",
                "List-Id",
            })
    void everyOtherFieldOfAMailPasses(String name) {
        assertFalse(strategy.applyFilterToExternalHeaders(name, "good", exchange));
        assertFalse(strategy.applyFilterToCamelHeaders(name, "good", exchange));
    }
}
