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
package io.github.pop3x.testing;

import java.io.IOException;

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

class TestCertificatesTest {

    @Test
    void theRightCertificateIsTrusted() throws IOException {
        try (var server = new ScriptedServer()
                        .implicitTls(TestCertificates.LOCALHOST.server())
                        .plays("S: +OK secret\nC: QUIT\nS: +OK bye");
                var client = new RawClient(server.port()).startTls(TestCertificates.trustingClient(), "localhost")) {
            assertEquals("+OK secret", client.readLine());
            assertEquals("+OK bye", client.command("QUIT"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "LOCALHOST")
    void everyOtherCertificateIsRefused(TestCertificates certificate) throws IOException {
        try (var server = new ScriptedServer().implicitTls(certificate.server()).plays("C! close");
                var client = new RawClient(server.port())) {
            assertThrows(SSLException.class, () -> client.startTls(TestCertificates.trustingClient(), "localhost"));
        }
    }
}
