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
package io.github.pop3x.client.auth;

import java.io.InputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Certificates of each kind of signature; the hashes are those that another program made of the same files. */
class TlsServerEndPointTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            ecdsa-sha256, 370c03861187bb28f24dec42e0b9b667df0cfeea6d5fd515e6dc871a99ae0dfb
            ecdsa-sha1, 18c9c374d5687f420b3582edbaeefbe9817d40750b9e16c8b0854dad0db7ecc9
            ecdsa-sha384, 9596497ddff862b9355766ecc38cac98dc34be226413e67c9d1c2e3734983615a607407f335dded777f6b8e8fa86b2f8
            rsa-pss-sha512, 92f2dc3e2797efd0c3cbec9c1e78263d232d3a804092f4596b3bdf524d6f50c93b4391ef68f357fa3eb797b60256bb749cf668f01794a4ae31656c59825dc228
            rsa-md5, be55001b29232fe740d7cf792da2ff933c7ab66466920d14ceb3151d2a5dd8b2
            """)
    void theHashIsThatOfTheSignatureButAtLeastSha256(String file, String hash) throws Exception {
        assertThat(TlsServerEndPoint.of(certificate(file)).map(HexFormat.of()::formatHex))
                .contains(hash);
    }

    @Test
    void aSignatureWithoutAHashHasNoBinding() throws Exception {
        assertThat(TlsServerEndPoint.of(certificate("ed25519"))).isEmpty();
    }

    private static X509Certificate certificate(String file) throws Exception {
        try (InputStream in = TlsServerEndPointTest.class.getResourceAsStream(file + ".pem")) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
