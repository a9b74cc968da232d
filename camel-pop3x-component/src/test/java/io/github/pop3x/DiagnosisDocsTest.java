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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.diagnosis.FindingKind;
import io.github.pop3x.diagnosis.Pop3Diagnosis;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The page on the diagnosis lists what it finds, and what the diagnosis recommends is an endpoint. */
class DiagnosisDocsTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_0-9]+)` \\|.*\\S.* \\|.*\\S.* \\|$");

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @Test
    void eachFindingHasItsRow() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("..", "docs", "diagnosis.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> row.group(1))
                .toList();
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FindingKind.values()).map(Enum::name).toList());
    }

    @Test
    void theRecommendedUriIsAnEndpoint() throws Exception {
        server.answers(new ServerProfile()
                .mailbox("al ice+1@example.com", "s3cret", new Maildrop())
                .announcing("LOGIN-DELAY 90"));
        Pop3ClientOptions options = Pop3ClientOptions.builder(
                        server.host(), CredentialsProvider.of("al ice+1@example.com", "s3cret"))
                .port(server.port())
                .tls(TlsMode.NONE)
                .build();
        String uri = new Pop3Diagnosis(options).run().endpointUri().orElseThrow();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Pop3xEndpoint endpoint = context.getEndpoint(uri + "&password=s3cret", Pop3xEndpoint.class);
            assertThat(endpoint.getConfiguration().getUsername()).isEqualTo("al ice+1@example.com");
            assertThat(endpoint.getConfiguration().getTls()).isEqualTo(TlsMode.NONE);
            assertThat(endpoint.getDelay()).isEqualTo(90_000);
        }
    }
}
