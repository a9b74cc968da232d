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

import java.io.IOException;
import java.util.stream.Stream;

import io.github.pop3x.testing.mail.BlankMails;
import io.github.pop3x.testing.mail.BreakingMail;
import io.github.pop3x.testing.mail.BrokenMails;
import io.github.pop3x.testing.mail.CharsetMails;
import io.github.pop3x.testing.mail.MailMapper;
import io.github.pop3x.testing.mail.MappedView;
import io.github.pop3x.testing.mail.NamedMails;
import io.github.pop3x.testing.mail.StrayMails;
import io.github.pop3x.testing.mail.StructuredMails;
import io.github.pop3x.testing.mail.TextMails;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The mails most likely to break a mapper, each with the exchange that it must give. */
class BreakingMailsTest {

    private static MailMapper mapper;

    @BeforeAll
    static void open() {
        mapper = new MailMapper("");
    }

    @AfterAll
    static void close() {
        mapper.close();
    }

    static Stream<BreakingMail> mails() {
        return Stream.of(
                        BrokenMails.all(),
                        StructuredMails.all(),
                        NamedMails.all(),
                        TextMails.all(),
                        BlankMails.all(),
                        CharsetMails.all(),
                        StrayMails.all())
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("mails")
    void givesTheExchange(BreakingMail mail) throws IOException {
        Exchange exchange = mapper.map(mail.mail());
        assertEquals(mail.view(), MappedView.of(exchange));
        assertArrayEquals(
                MailMapper.octets(mail.mail()), exchange.getProperty(Pop3xConstants.RAW_MESSAGE, byte[].class));
    }
}
