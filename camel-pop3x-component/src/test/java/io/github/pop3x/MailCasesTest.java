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
import java.util.Map;
import java.util.stream.Stream;

import io.github.pop3x.testing.mail.MailCases;
import io.github.pop3x.testing.mail.MailCases.MailCase;
import io.github.pop3x.testing.mail.MailExpectation;
import io.github.pop3x.testing.mail.MailMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/** Mails of others' collections, each with what a route must see of it, with the default options. */
class MailCasesTest {

    private static MailMapper mapper;

    @BeforeAll
    static void start() {
        mapper = new MailMapper("");
    }

    @AfterAll
    static void stop() {
        mapper.close();
    }

    @TestFactory
    Stream<DynamicTest> aRouteSeesWhatIsRight() {
        Map<String, MailCase> cases = MailCases.all();
        assumeFalse(cases.isEmpty(), MailCases.PROPERTY + " names no directory");
        return cases.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    MailCase one = entry.getValue();
                    assertEquals(List.of(), MailExpectation.differences(one.expected(), mapper.map(one.mail())));
                }));
    }
}
