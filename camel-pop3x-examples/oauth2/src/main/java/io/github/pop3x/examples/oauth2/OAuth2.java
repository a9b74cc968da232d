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
package io.github.pop3x.examples.oauth2;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/**
 * Drains a mailbox with access tokens. Without arguments the authorization server and the mailbox are in this process; with
 * arguments it is {@link GetRefreshToken}.
 */
public final class OAuth2 {

    /** Shorter than the component keeps a token: each login needs a new one, so that the rotation can be seen. */
    private static final Duration LIFETIME = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OPTION = "camel.component.pop3x.";

    private final PrintStream out;
    private final Registration client =
            new Registration("demonstration", Optional.of(UUID.randomUUID().toString()));

    OAuth2(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the program.
     *
     * @param arguments nothing, or those of {@link GetRefreshToken}
     * @throws Exception if not all went well, so that Maven tells
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            new OAuth2(System.out).demonstrate();
        } else {
            new GetRefreshToken(System.out, address -> {}, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()))
                    .run(List.of(arguments), Optional.ofNullable(System.getenv(GetRefreshToken.SECRET_VARIABLE)));
        }
    }

    /** Obtains a refresh token, and drains a mailbox by it; then drains one by the client's own right. */
    void demonstrate() throws Exception {
        Grants grants = new Grants(client, LIFETIME, Clock.systemUTC());
        try (TokenServer server = new TokenServer(grants)) {
            String refreshToken =
                    new CodeFlow(server.authority(), client).refreshToken(OAuth2::consent, Deadline.in(PATIENCE));
            out.println("The user has consented. By the refresh token:");
            drain(grants, server.tokenUri(), Map.of(OPTION + "oauth2RefreshToken", refreshToken));
            out.println("By the client's own right:");
            drain(grants, server.tokenUri(), Map.of());
        }
    }

    /** The browser of a user who consents at once. */
    private static void consent(URI address) {
        try {
            HttpClient browser = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build();
            browser.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException("The browser of the demonstration failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private void drain(Grants grants, URI tokenUri, Map<String, String> right) throws Exception {
        int before = grants.rotations();
        try (BearerMailbox mailbox = new BearerMailbox(SampleMails.all(), grants::isGood)) {
            int mails = mailbox.mails().size();
            Main camel = new Main();
            // Without a hook for the JVM's end: a run that is cut short leaves on the server what it has not finished.
            camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
            camel.addInitialProperty("mail.uri", mailbox.uri() + "?initialDelay=0&greedy=true&commitEvery=1");
            // In clear text, which does not leave this process.
            camel.addInitialProperty(OPTION + "tls", "none");
            camel.addInitialProperty(OPTION + "username", BearerMailbox.USERNAME);
            camel.addInitialProperty(OPTION + "delete", "true");
            camel.addInitialProperty(OPTION + "oauth2TokenUri", tokenUri.toString());
            camel.addInitialProperty(OPTION + "oauth2ClientId", client.id());
            camel.addInitialProperty(
                    OPTION + "oauth2ClientSecret", client.secret().orElseThrow());
            right.forEach(camel::addInitialProperty);
            camel.configure().addRoutesBuilder(route());
            camel.init();
            NotifyBuilder done =
                    new NotifyBuilder(camel.getCamelContext()).whenDone(mails).create();
            try {
                camel.start();
                if (!done.matches(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("The mailbox was not drained in " + PATIENCE.toSeconds() + " s");
                }
            } finally {
                camel.stop();
            }
            out.println("  " + mailbox.logins() + " logins, the refresh token was replaced "
                    + (grants.rotations() - before) + " times. Left in the mailbox: "
                    + mailbox.mails().size());
        }
    }

    private RouteBuilder route() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("{{mail.uri}}")
                        .process(exchange ->
                                out.println("  " + exchange.getMessage().getHeader("Subject")));
            }
        };
    }
}
