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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.pop3x.testing.AuthorizationServer;
import io.github.pop3x.testing.BearerSasl;
import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScramSasl;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.TestProxy;
import io.github.pop3x.testing.route.ManagedBeans;
import io.github.pop3x.testing.route.OperatorView;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Every option that is marked as secret, plain and in {@code RAW()}, through start, a login that fails, and stop: its value is
 * in no log, text, MBean, exception, health check or console.
 */
class SecretOptionsTest {

    /** Has a character that Camel encodes in a URI, and one that base64 and percent-encoding write otherwise. */
    private static final String SECRET = "s3cr3t~of~an~option";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @RegisterExtension
    final AuthorizationServer authorization = new AuthorizationServer();

    private final Maildrop maildrop = new Maildrop().add("a", "Subject: 1\r\n\r\n1\r\n");

    /** The user name is a secret for Camel's tools only: the name of a mailbox has it, in logs and MBeans. */
    @SuppressWarnings("deprecation") // of UriParam.secret by Camel 4.22; this line has nothing else to ask
    private static Stream<String> secretOptions() {
        return Arrays.stream(Pop3xConfiguration.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(UriParam.class))
                .filter(field -> field.getAnnotation(UriParam.class).secret())
                .map(field -> field.getName())
                .filter(name -> !name.equals("username"));
    }

    private static Stream<Arguments> optionsAndForms() {
        return secretOptions()
                .flatMap(option -> Stream.of(SECRET, "RAW(" + SECRET + ")").map(value -> Arguments.of(option, value)));
    }

    @Test
    void theSecretOptionsAreFound() {
        assertThat(secretOptions())
                .contains("password", "accessToken", "proxyUsername", "proxyPassword", "oauth2ClientSecret");
    }

    @ParameterizedTest
    @MethodSource("optionsAndForms")
    void aLoginThatFailsShowsNothingOfIt(String option, String value) throws Exception {
        server.answers(new ServerProfile()
                .mailbox("alice", "another", maildrop)
                .sasl(BearerSasl.XOAUTH2)
                .sasl(ScramSasl.of("SHA-256")));
        authorization
                .answers(401, "{\"error\":\"invalid_client\",\"error_description\":\"not " + SECRET + "\"}")
                .answers(401, "{\"error\":\"invalid_client\",\"error_description\":\"not " + SECRET + "\"}")
                .answers(401, "{\"error\":\"invalid_client\",\"error_description\":\"not " + SECRET + "\"}");
        try (TestProxy proxy = TestProxy.socks5().demands("me", "another")) {
            assertShowsNothing(uri(option, value, proxy), false);
        }
    }

    @ParameterizedTest
    @MethodSource("optionsAndForms")
    void aLoginThatWorksShowsNothingOfIt(String option, String value) throws Exception {
        server.answers(new ServerProfile()
                .mailbox(
                        "alice",
                        option.equals("password") || option.equals("accessToken") ? SECRET : "s3cret",
                        maildrop)
                .sasl(BearerSasl.XOAUTH2)
                .sasl(ScramSasl.of("SHA-256")));
        authorization.issues("s3cret").issues("s3cret").issues("s3cret");
        String user = option.equals("proxyUsername") ? SECRET : "me";
        String password = option.equals("proxyPassword") ? SECRET : "another";
        try (TestProxy proxy = TestProxy.http().demands(user, password)) {
            assertShowsNothing(uri(option, value, proxy), true);
        }
    }

    /** An option beside it is wrong, so that the endpoint cannot be made. */
    @ParameterizedTest
    @MethodSource("optionsAndForms")
    void aStartThatIsRefusedShowsNothingOfIt(String option, String value) throws Exception {
        try (TestProxy proxy = TestProxy.socks5();
                CapturedLog log = CapturedLog.ofAll()) {
            for (String wrong : List.of("&pipelining=sometimes", "&proxy=nowhere", "&nonsense=true", "&netrc=true")) {
                Throwable refused = catchThrowable(() -> startRoute(uri(option, value, proxy) + wrong));
                assertThat(refused).as(option + wrong).isNotNull();
                assertThat(stackTrace(refused)).contains("xxxxxx").doesNotContain("s3cr3t");
            }
            assertThat(String.join("\n", log.lines())).doesNotContain("s3cr3t");
        }
    }

    private static void startRoute(String uri) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).to("mock:never");
                }
            });
            context.start();
        }
    }

    /** A URI with the option, and with what it needs beside it. */
    private String uri(String option, String value, TestProxy proxy) {
        String uri = "pop3x:" + server.host() + ":" + server.port() + "?tls=none&delay=60000&username=alice&"
                + "transcript=full&" + option + "=" + value;
        String token = "&oauth2ClientId=mailer&oauth2TokenUri=" + authorization.tokenUri();
        return uri
                + switch (option) {
                    case "password", "accessToken" -> "";
                    case "proxyUsername" -> "&password=s3cret&proxyPassword=another&proxy=" + proxy.uri();
                    case "proxyPassword" -> "&password=s3cret&proxyUsername=me&proxy=" + proxy.uri();
                    case "oauth2ClientSecret", "oauth2RefreshToken" -> token;
                    default -> throw new IllegalArgumentException("this test does not know how to use " + option);
                };
    }

    private void assertShowsNothing(String uri, boolean works) throws Exception {
        StringBuilder shown = new StringBuilder();
        try (CapturedLog log = CapturedLog.ofAll()) {
            try (PolledRoute route = new PolledRoute(uri, exchange -> {})) {
                OperatorView view = new OperatorView(route);
                // Camel's own loop, which logs the failure of a poll.
                route.consumer().run();
                assertThat(route.routed()).hasSize(works ? 1 : 0);
                CamelContext context = route.context();
                route.consumer().gate().retryNow();
                Throwable refused = catchThrowable(() -> send(context, uri));
                assertThat(refused == null).isEqualTo(works);
                shown.append(view.all()).append(texts(context)).append(refused == null ? "" : stackTrace(refused));
                shown.append(String.join("\n", ManagedBeans.of(context)));
            }
            shown.append(String.join("\n", log.lines()));
        }
        assertThat(shown.toString()).contains("xxxxxx").doesNotContain("s3cr3t");
        if (works) {
            assertThat(server.dialogue()).contains("+OK");
        }
    }

    private static void send(CamelContext context, String uri) throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.requestBody(uri + "&operation=stat", "");
        }
    }

    private static String texts(CamelContext context) {
        StringBuilder texts = new StringBuilder();
        context.getRoutes().forEach(route -> texts.append(route)
                .append('\n')
                .append(route.getConsumer())
                .append('\n'));
        for (Endpoint endpoint : context.getEndpoints()) {
            texts.append(endpoint).append('\n');
        }
        return texts.toString();
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
