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

import jakarta.mail.search.BodyTerm;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

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
        wrong("A path after the host", "pop3x://alice@mail.example.com:110/inbox?password=s3cret", "path", "folders");
        wrong("A password in front of the host", "pop3xs:alice:s3cret@mail.example.com", "password");
        wrong("No credentials", "pop3xs:mail.example.com", "username and password");
        wrong("A token and no user name", "pop3xs:mail.example.com?accessToken=t0k3n", "username");
        wrong("Two kinds of credentials", ALICE + "&accessToken=t0k3n", "password, accessToken");
        wrong("Invalid access token", "pop3xs:mail.example.com?username=alice&accessToken=RAW(t0k3n x)", "accessToken");
        wrong("Unknown mechanism", ALICE + "&authMechanisms=NTLM", "NTLM");
        wrong("pop3xs in clear text", ALICE + "&tls=none", "tls=none");
        wrong(
                "pop3x with TLS from the first octet",
                ALICE.replace("pop3xs", "pop3x") + "&tls=implicit",
                "tls=implicit");
        wrong("Invalid fingerprint", ALICE + "&tlsFingerprints=12:34", "12:34");
        wrong("tlsFingerprintsSuffice without a pin", ALICE + "&tlsFingerprintsSuffice=true", "tlsFingerprintsSuffice");
        trusting("Pins and a trust store", ALICE + "&tlsFingerprints=" + "ab".repeat(32), "tlsFingerprints");
        wrong("Unknown kind of proxy", ALICE + "&proxy=ftp://proxy.example.com:21", "proxy");
        wrong("A proxy without a scheme", ALICE + "&proxy=proxy.example.com:1080", "proxy");
        wrong("A login in the proxy's address", ALICE + "&proxy=socks5://me:s3cret@proxy.example.com", "proxy");
        wrong("A proxy user without a password", ALICE + "&proxy=socks5://proxy.example.com&proxyUsername=me", "proxy");
        wrong("A proxy login without a proxy", ALICE + "&proxyUsername=me&proxyPassword=s3cret", "proxy");
        wrong("Invalid local port", ALICE + "&localPort=70000", "localPort");
        wrong("A time limit of zero", ALICE + "&readTimeout=0", "readTimeout");
        wrong("Invalid value of pipelining", ALICE + "&pipelining=maybe", "pipelining");
        wrong("Invalid value of utf8", ALICE + "&utf8=maybe", "utf8");
        wrong("pipelineWindow too large", ALICE + "&pipelineWindow=2000000", "pipelineWindow");
        wrong("Invalid pipelineWindow", ALICE + "&pipelineWindow=large", "pipelineWindow");
        wrong("Invalid concurrentExchanges", ALICE + "&concurrentExchanges=0", "concurrentExchanges");
        wrong("Invalid maxInFlight", ALICE + "&maxInFlight=0", "maxInFlight");
        wrong("Invalid prefetch", ALICE + "&prefetch=0", "prefetch");
        wrong("Negative topLines", ALICE + "&topLines=-1", "topLines");
        wrong("Invalid limit for mails", ALICE + "&maxParts=0", "maxParts");
        wrong("deleteAfter without delete", ALICE + "&deleteAfter=7d", "deleteAfter");
        wrong("Invalid ledger", ALICE + "&ledger=redis", "ledger");
        wrong("A JDBC URL as ledger", ALICE + "&ledger=RAW(jdbc:postgresql://db/x?password=s3cret)", "ledger");
        wrong("startFrom=now without a lasting ledger", ALICE + "&startFrom=now", "startFrom=now");
        wrong("Invalid filter", Map.of("five", 5), ALICE + "&filter=#five", "filter");
        wrong("A search in bodies", ALICE + "&searchTerm.body=invoice", "searchTerm.body");
        wrong("A search by the time of arrival", ALICE + "&searchTerm.fromReceivedDate=now-24h", "searchTerm");
        wrong("A search term that is unknown", ALICE + "&searchTerm.cc=bob", "searchTerm.cc");
        wrong("Invalid date of searchTerm", ALICE + "&searchTerm.toSentDate=yesterday", "toSentDate");
        wrong(
                "A search term that needs more than the header",
                Map.of("term", new BodyTerm("invoice")),
                ALICE + "&searchTerm=#term",
                "BodyTerm");
        wrong("Keys for no repository", ALICE + "&idempotentKey=camelMail", "idempotentKey");
        wrong(
                "One key for all messages",
                Map.of("seen", new MemoryIdempotentRepository()),
                ALICE + "&idempotentRepository=#seen&idempotentKey=messageId",
                "idempotentKey");
        page.section("OAuth 2.0");
        String oauth = "pop3xs:mail.example.com?username=alice";
        String uri = "&oauth2TokenUri=https://login.example.com/token";
        wrong("No client id", oauth + uri, "oauth2ClientId");
        wrong("No client secret", oauth + uri + "&oauth2ClientId=mailer", "oauth2ClientSecret");
        String client = "&oauth2ClientId=mailer&oauth2ClientSecret=s3cret";
        wrong(
                "A token endpoint without a scheme",
                oauth + "&oauth2TokenUri=login.example.com" + client,
                "oauth2TokenUri");
        wrong(
                "Invalid token endpoint",
                oauth + "&oauth2TokenUri=RAW(https://login example.com)" + client,
                "oauth2TokenUri");
        wrong(
                "A token endpoint with a user",
                oauth + "&oauth2TokenUri=RAW(https://x:s3cret@login.example.com/t)" + client,
                "oauth2TokenUri");
        wrong(
                "A token endpoint without TLS",
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
