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
package io.github.pop3x.testing.error;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import io.github.pop3x.testing.AuthorizationServer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.TestCertificates;

/** Credentials that are unavailable: from a netrc file, or from an authorization server. */
public final class CredentialErrors {

    private final ErrorPage page;
    private final Path directory;

    private CredentialErrors(ErrorPage page, Path directory) {
        this.page = page;
        this.directory = directory;
    }

    public static void tell(ErrorPage page, Path directory) throws Exception {
        CredentialErrors errors = new CredentialErrors(page, directory);
        page.section("Credentials from a netrc file");
        errors.netrc();
        page.section("Tokens from an authorization server");
        errors.tokens();
    }

    private void netrc() throws Exception {
        asks("No such file", directory.resolve("nothing"));
        asks("Nothing for the host", file("other", "rw-------", "machine other login alice password s3cret"));
        asks("No password", file("no-password", "rw-------", "machine 127.0.0.1 login alice"));
        asks("Accessible to others", file("open", "rw-r--r--", "machine 127.0.0.1 login alice password s3cret"));
        asks("Not a netrc file", file("garbled", "rw-------", "machine 127.0.0.1 login alice secret s3cret"));
    }

    private Path file(String name, String permissions, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private void asks(String done, Path netrc) {
        opens(done, "netrc=true&netrcFile=" + netrc, netrc.toString());
    }

    private void tokens() throws Exception {
        AuthorizationServer server = new AuthorizationServer();
        server.beforeEach(null);
        String options = "oauth2ClientId=mailer&oauth2ClientSecret=s3cret&oauth2TokenUri=" + server.tokenUri();
        try {
            server.answers(401, "{\"error\":\"invalid_client\",\"error_description\":\"s3cret has expired\"}");
            obtains("The client is refused", options);
            server.answers(400, "{\"error\":\"invalid_scope\"}");
            obtains("The scope is refused", options);
            server.answers(400, "{\"error\":\"invalid_grant\"}");
            obtains("The refresh token is refused", options + "&oauth2RefreshToken=t0k3n");
            server.answers(503, "");
            obtains("Token endpoint unavailable", options);
            server.answers(200, "<html>welcome</html>");
            obtains("Not a token endpoint", options);
            server.answers(200, "{\"token_type\":\"Bearer\"}");
            obtains("No token in the answer", options);
            server.answers(exchange -> {
                exchange.getResponseHeaders().add("Location", "https://login.example.com/");
                exchange.sendResponseHeaders(302, -1);
            });
            obtains("It is somewhere else", options);
        } finally {
            server.afterEach(null);
        }
        obtains("It does not answer", options);
        underTls();
    }

    private void underTls() throws Exception {
        AuthorizationServer server = AuthorizationServer.https("localhost", TestCertificates.LOCALHOST);
        server.beforeEach(null);
        String options = "oauth2ClientId=mailer&oauth2ClientSecret=s3cret&oauth2TokenUri=" + server.tokenUri();
        try {
            opens("Its certificate is not trusted", options, "localhost:");
        } finally {
            server.afterEach(null);
        }
    }

    private void obtains(String done, String options) {
        opens(done, options, "127.0.0.1:");
    }

    /** The credentials are asked for when the server has greeted. */
    private void opens(String done, String options, String subject) {
        try (ScriptedServer server = new ScriptedServer().answers(new Maildrop())) {
            String uri = "pop3x:127.0.0.1:" + server.port() + "?tls=none&username=alice&" + options;
            page.tells(done, () -> MistakenUser.open(uri, Map.of()), subject);
        }
    }
}
