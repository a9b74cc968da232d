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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.attachment.AttachmentMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mails that mean to steer the route that gets them, through a real session, mapped and raw: the known attacks by name. */
class HeaderInjectionTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final AtomicReference<AttachmentMessage> seen = new AtomicReference<>();

    private void receive(String mail, String options) throws Exception {
        server.answers(new Maildrop().add("a", mail));
        try (PolledRoute route =
                PolledRoute.from(server, options, exchange -> seen.set(exchange.getIn(AttachmentMessage.class)))) {
            assertEquals(1, route.poll());
            assertEquals(List.of(), route.reports());
        }
    }

    private void assertNoneSteers() {
        Set<String> ours = Set.of("camelmessagetimestamp");
        for (String name : seen.get().getHeaders().keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            assertFalse(
                    lower.startsWith("camel") && !name.startsWith("CamelPop3x") && !ours.contains(lower)
                            || lower.startsWith("org.apache.camel")
                            || lower.startsWith("mail."),
                    name);
        }
    }

    /** CVE-2025-27636 and CVE-2025-29891: a filter that knew one letter case only. */
    @Test
    void cve202527636CamelHeadersInMixedCase() throws Exception {
        String mail = """
                From: b@example.org
                CAmelExecCommandExecutable: /bin/sh
                camelBeanMethodName: exit
                CAMELFILENAME: ../../etc/passwd
                CamelPop3xDelete: true
                cAMELpOP3XuID: another
                org.APACHE.camel.x: y
                X-Good: kept

                body
                """;
        for (String mapped : List.of("true", "false")) {
            receive(mail, "mapMailMessage=" + mapped);
            assertNoneSteers();
            assertEquals("a", seen.get().getHeader(Pop3xConstants.UID));
            assertEquals(null, seen.get().getHeader(Pop3xConstants.DELETE));
            assertEquals("kept", seen.get().getHeader("X-Good"));
        }
    }

    /** CAMEL-23522: fields that would become properties of a mail session the route sends by. */
    @Test
    void mailPropertiesInMixedCase() throws Exception {
        String mail = "Mail.SMTP.host: evil.example\nmail.smtps.auth: x\nMAIL.POP3.x: y\nSubject: s\n\nbody\n";
        for (String mapped : List.of("true", "false")) {
            receive(mail, "mapMailMessage=" + mapped);
            assertNoneSteers();
        }
    }

    /** CVE-2018-8041, CVE-2005-1105: a path in the name of an attachment; encoded, so that a check before decoding fails. */
    @Test
    void cve20188041PathsInNamesOfAttachments() throws Exception {
        receive("""
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Disposition: attachment; filename="../../../home/user/.ssh/authorized_keys"

                1
                --b
                Content-Disposition: attachment; FileName*=UTF-8''..%5C..%5Cwin.ini

                2
                --b
                Content-Type: IMAGE/png; NaMe="=?UTF-8?b?Li4vLi4vZXRjL3Bhc3N3ZA==?="

                3
                --b
                Content-Disposition: attachment; filename="C:evil.bat"
                cAmElFileName: ../x

                4
                --b--
                """, "mapMailMessage=true");
        assertEquals(
                List.of("authorized_keys", "win.ini", "passwd", "evil.bat"),
                List.copyOf(seen.get().getAttachmentNames()));
        seen.get()
                .getAttachmentObjects()
                .values()
                .forEach(attachment -> assertTrue(attachment.getHeaderNames().stream()
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("camel"))));
    }

    @Test
    void lineBreaksForgeNoField() throws Exception {
        receive(
                "Subject: =?utf-8?Q?x=0D=0ACamelFileName:_evil?=\nFrom: =?utf-8?B?YQ0KQmNjOiBiQGM=?= <a@b>\n\nbody\n",
                "mapMailMessage=true");
        assertNoneSteers();
        assertEquals("x  CamelFileName: evil", seen.get().getHeader("Subject"));
        assertFalse(String.valueOf(seen.get().getHeader("From")).contains("\n"));
    }
}
