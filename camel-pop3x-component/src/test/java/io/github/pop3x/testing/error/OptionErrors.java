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

import java.util.Map;

import org.apache.camel.support.jsse.SSLContextParameters;

/** Options that contradict each other, or mean nothing. */
public final class OptionErrors {

    private static final String ALICE = "pop3xs:mail.example.com?username=alice&password=s3cret";

    private final ErrorPage page;

    private OptionErrors(ErrorPage page) {
        this.page = page;
    }

    public static void tell(ErrorPage page) {
        new OptionErrors(page).tell();
    }

    private void tell() {
        page.section("Options");
        wrong("No host in the URI", "pop3xs:?username=alice&password=s3cret", "host");
        wrong("Invalid port", "pop3xs:mail.example.com:pop3?username=alice&password=s3cret", "port");
        wrong("A password in front of the host", "pop3xs:alice:s3cret@mail.example.com", "password");
        wrong("No credentials", "pop3xs:mail.example.com", "username and password");
        wrong("A token and no user name", "pop3xs:mail.example.com?accessToken=t0k3n", "username");
        wrong("Two kinds of credentials", ALICE + "&accessToken=t0k3n", "password, accessToken");
        wrong(
                "A token that no server takes",
                "pop3xs:mail.example.com?username=alice&accessToken=RAW(t0k3n x)",
                "token");
        wrong("A mechanism that nobody knows", ALICE + "&authMechanisms=NTLM", "NTLM");
        wrong("pop3xs in clear text", ALICE + "&tls=none", "tls=none");
        wrong(
                "pop3x with TLS from the first octet",
                ALICE.replace("pop3xs", "pop3x") + "&tls=implicit",
                "tls=implicit");
        wrong("Invalid fingerprint", ALICE + "&tlsFingerprints=12:34", "12:34");
        trusting("Two ways to say whom to trust", ALICE + "&tlsFingerprints=" + "ab".repeat(32), "tlsFingerprints");
        wrong("A proxy of an unknown kind", ALICE + "&proxy=ftp://proxy.example.com:21", "proxy");
        wrong("A proxy without a scheme", ALICE + "&proxy=proxy.example.com:1080", "proxy");
        wrong("A password in the proxy's address", ALICE + "&proxy=socks5://me:s3cret@proxy.example.com", "proxy");
        wrong("Half a login at the proxy", ALICE + "&proxy=socks5://proxy.example.com&proxyUsername=me", "proxy");
        wrong("A login at no proxy", ALICE + "&proxyUsername=me&proxyPassword=s3cret", "proxy");
        wrong("Invalid local port", ALICE + "&localPort=70000", "localPort", "local port");
        wrong("A time limit of nothing", ALICE + "&readTimeout=0", "readTimeout");
        wrong("Invalid value of pipelining", ALICE + "&pipelining=maybe", "pipelining");
        wrong("A window that is too large", ALICE + "&pipelineWindow=100000", "pipelineWindow");
        wrong("No routes at a time", ALICE + "&concurrentExchanges=0", "concurrentExchanges");
        wrong("No messages under way", ALICE + "&maxInFlight=0", "maxInFlight");
        wrong("No octets ahead", ALICE + "&prefetch=0", "prefetch");
        wrong("Fewer lines than none", ALICE + "&topLines=-1", "topLines");
        wrong("A mail may have no parts", ALICE + "&maxParts=0", "maxParts");
        wrong("Deletes later, but no deletes", ALICE + "&deleteAfter=7d", "deleteAfter");
        wrong("Invalid ledger", ALICE + "&ledger=redis", "ledger");
        wrong(
                "A database's address for a ledger",
                ALICE + "&ledger=RAW(jdbc:postgresql://db/x?password=s3cret)",
                "ledger");
        wrong("New mail only, with a ledger that forgets", ALICE + "&startFrom=now", "startFrom=now");
        wrong("A filter that is no predicate", Map.of("five", 5), ALICE + "&filter=#five", "filter");
        page.section("OAuth 2.0");
        String oauth = "pop3xs:mail.example.com?username=alice";
        String uri = "&oauth2TokenUri=https://login.example.com/token";
        wrong("No client", oauth + uri, "oauth2ClientId");
        wrong("No secret", oauth + uri + "&oauth2ClientId=mailer", "oauth2ClientSecret");
        String client = "&oauth2ClientId=mailer&oauth2ClientSecret=s3cret";
        wrong("An address without a scheme", oauth + "&oauth2TokenUri=login.example.com" + client, "oauth2TokenUri");
        wrong("Invalid address", oauth + "&oauth2TokenUri=RAW(https://login example.com)" + client, "oauth2TokenUri");
        wrong(
                "An address with a user",
                oauth + "&oauth2TokenUri=RAW(https://x:s3cret@login.example.com/t)" + client,
                "oauth2TokenUri");
        wrong(
                "An address in clear text",
                oauth + "&oauth2TokenUri=http://login.example.com/token" + client,
                "login.example.com");
    }

    private void wrong(String done, String uri, String... subject) {
        wrong(done, Map.of(), uri, subject);
    }

    private void wrong(String done, Map<String, Object> beans, String uri, String... subject) {
        page.tells(
                done,
                () -> MistakenUser.poll(
                        uri + (uri.contains("?") ? "&" : "?") + "startScheduler=false",
                        beans,
                        0,
                        MistakenUser::nothing),
                subject);
    }

    private void trusting(String done, String uri, String... subject) {
        wrong(done, Map.of("trust", new SSLContextParameters()), uri + "&sslContextParameters=#trust", subject);
    }
}
