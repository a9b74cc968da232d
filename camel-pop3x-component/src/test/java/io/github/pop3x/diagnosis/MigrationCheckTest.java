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
package io.github.pop3x.diagnosis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.pop3x.Pop3xEndpoint;
import io.github.pop3x.Pop3xHeaderFilterStrategy;
import io.github.pop3x.testing.MigrationPage;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The check of a URI of camel-mail: each option has a place or a note, and what comes out is an endpoint. */
class MigrationCheckTest {

    private static final String THEIRS = "/META-INF/org/apache/camel/component/mail/pop3.json";
    private static final Pattern ENTRY =
            Pattern.compile("(?m)^    \"([\\w-]+)\": \\{ \"index\".*\"kind\": \"(?:parameter|path)\"");

    private static String metadataOfCamelMail() throws IOException {
        try (InputStream in = MigrationCheckTest.class.getResourceAsStream(THEIRS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<String> optionsOfCamelMail() throws IOException {
        String json = metadataOfCamelMail();
        return ENTRY.matcher(json.substring(json.indexOf("\n  \"headers\"")))
                .results()
                .map(entry -> entry.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A later camel-mail may have more options. */
    static Stream<String> options() throws IOException {
        return optionsOfCamelMail().stream()
                .filter(MigrationCheck.knownOptions()::contains)
                .filter(name -> !List.of("host", "port").contains(name));
    }

    private static MigrationReport check(String name) {
        return MigrationCheck.of("pop3s:mail.example.com?username=alice&" + name + "=" + CamelMailValues.of(name));
    }

    @Test
    void everyOptionOfCamelMailIsKnown() throws IOException {
        assumeTrue(
                metadataOfCamelMail().contains("\"version\": \"4.18.0\""),
                "the camel-mail here is not that of the page");
        assertThat(MigrationCheck.knownOptions()).isEqualTo(optionsOfCamelMail());
    }

    /** By name: in the URI under the name that the page has, or in a note. */
    @ParameterizedTest
    @MethodSource("options")
    void eachOptionGoesWhereThePageSays(String name) throws IOException {
        MigrationReport report = check(name);
        String home = MigrationPage.rows("Options").get(name);
        List<MigrationReport.Note> notes = report.notes().stream()
                .filter(note -> note.subject().equals(name))
                .toList();
        boolean isInTheUri = report.endpointUri().matches(".*[?&]" + home + "=.*");
        if (home.isEmpty()) {
            assertThat(notes).isNotEmpty();
            assertThat(report.endpointUri()).doesNotContainPattern("[?&]" + name + "=");
        } else {
            assertThat(isInTheUri || notes.stream().anyMatch(note -> note.text().contains(home)))
                    .as(report.toText())
                    .isTrue();
        }
        assertThat(report.toText()).startsWith(report.endpointUri() + "\n");
    }

    @Test
    void whatComesOutIsAnEndpoint() throws Exception {
        String all =
                options().map(name -> name + "=" + CamelMailValues.of(name)).collect(Collectors.joining("&"));
        String searching = "&searchTerm.subject=an invoice&searchTerm.toSentDate=now-24h&scheduler.threadPriority=1"
                + "&mail.pop3.timeout=3000&mail.pop3.socks.host=proxy.example.com&mail.pop3.proxy.user=me"
                + "&mail.pop3.proxy.password=s3cret";
        String uri = MigrationCheck.of("pop3s://alice%40example.com@mail.example.com:1995?"
                        + all.replaceAll("&(searchTerm|scheduler|schedulerProperties|username)=[^&]*", "") + searching)
                .endpointUri();
        ScheduledExecutorService pool = Executors.newSingleThreadScheduledExecutor();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties properties = new Properties();
            for (String secret : List.of("password", "proxyUsername", "proxyPassword")) {
                properties.setProperty(secret, "p-" + secret);
            }
            context.getPropertiesComponent().setInitialProperties(properties);
            context.getRegistry().bind("handler", new LoggingExceptionHandler(context, MigrationCheckTest.class));
            context.getRegistry().bind("headers", new Pop3xHeaderFilterStrategy());
            context.getRegistry().bind("pool", pool);
            context.getRegistry().bind("seen", new MemoryIdempotentRepository());
            context.getRegistry().bind("ssl", new SSLContextParameters());
            context.getRegistry().bind("strategy", new DefaultPollingConsumerPollStrategy());
            Pop3xEndpoint endpoint = context.getEndpoint(uri, Pop3xEndpoint.class);
            assertThat(endpoint.getPort()).isEqualTo(1995);
            assertThat(endpoint.getConfiguration().getUsername()).isEqualTo("alice@example.com");
            assertThat(endpoint.getConfiguration().getPassword()).isEqualTo("p-password");
            assertThat(endpoint.getConfiguration().getProxyPassword()).isEqualTo("p-proxyPassword");
            assertThat(endpoint.getConfiguration().getProxy()).isEqualTo("socks5://proxy.example.com:1080");
            assertThat(endpoint.getConfiguration().getReadTimeout()).isEqualTo(3000);
            assertThat(endpoint.getConfiguration().getMaxMessagesPerPoll()).isEqualTo(10);
            assertThat(endpoint.getConfiguration().getSearchTerm()).isNotNull();
            assertThat(endpoint.getSchedulerProperties()).containsEntry("threadPriority", "1");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aBeanThatSearchesIsKept() {
        assertThat(check("searchTerm").endpointUri()).endsWith("&searchTerm=#term");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pop3:h?username=a                    | pop3x:h?username=a   | STLS is required",
                "pop3:h:110?username=a                | pop3x:h:110?         | tls=none",
                "pop3:h:995?username=a                | pop3xs:h:995?        | TLS from the first octet",
                "pop3:h?mail.pop3.ssl.enable=true     | pop3xs:h             | TLS from the first octet",
                "POP3S://a@h                          | pop3xs:h?username=a  | delete",
                "pop3s:h?consumer.delay=5s            | ?delay=5s            | delete",
                "pop3s:h?fetchSize=0                  | pop3xs:h             | autoStartup",
                "pop3s:h?fetchSize=5&maxMessagesPerPoll=9 | ?maxMessagesPerPoll=5 | fetchSize goes before",
                "pop3s:h?maxMessagesPerPoll=-1        | pop3xs:h             | no limit",
                "pop3s:h?searchTerm.body=x            | pop3xs:h             | CamelPop3xDelete to false",
                "pop3s:h?searchTerm.fromReceivedDate=now | pop3xs:h          | searchTerm.fromSentDate",
                "pop3s:h?sortTerm=subject             | pop3xs:h             | resequence",
                "pop3s:h?sortTerm=size                | order=smallest       | order",
                "pop3s:h?idempotentRepository=#r&mailUidGenerator=#g | idempotentRepository=#r | Expression",
                "pop3s:h?idempotentRepository=#r      | idempotentKey=camelMail | RemoveOnCommit=false",
                "pop3s:h?folderName=INBOX             | pop3xs:h             | one folder",
                "pop3s:h?folderName=Archive           | pop3xs:h             | no other one",
                "pop3s:h?mail.pop3s.ssl.trust=*       | pop3xs:h             | tlsFingerprints",
                "pop3s:h?mail.pop3s.auth.plain.disable=true | pop3xs:h       | authMechanisms",
                "pop3s:h?mail.mime.decodetext.strict=false | pop3xs:h        | change nothing",
                "pop3s:h?password={{secret.word}}     | password={{secret.word}} | delete",
            })
    void aSpecialCaseIsTold(String uri, String inTheUri, String inTheReport) {
        MigrationReport report = MigrationCheck.of(uri);
        assertThat(report.endpointUri()).contains(inTheUri);
        assertThat(report.toText()).contains(inTheReport);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pop3s:mail.example.com?username=alice&password=s3cret",
                "pop3s:mail.example.com?username=alice&password=RAW(s3&cret=x)&delete=true",
                "pop3s:mail.example.com?username=alice&password=RAW{s3cret)}",
                "pop3s:mail.example.com?username=alice&password=x&s3cret=y",
                "pop3s:mail.example.com?username=alice&password={{word:s3cret}}",
                "pop3s://alice:s3cret@mail.example.com",
                "pop3s://alice:s3cr%65t@mail.example.com",
                "pop3s:mail.example.com?mail.pop3.proxy.password=s3cret",
                "pop3s:mail.example.com?password=x&mail.s3cret=y",
                "pop3s:mail.example.com?javaMailProperties=s3cret&authenticator=s3cret&session=s3cret",
                "http://alice:s3cret@mail.example.com",
                "pop3s:mail.example.com:s3cret",
                "pop3s:mail.example.com?password=%s3cret",
            })
    void noSecretIsShown(String uri) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(shown, true, StandardCharsets.UTF_8);
        MigrationCheck.run(new StringReader(""), both, both, uri);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .isNotBlank()
                .doesNotContain("s3")
                .doesNotContain("cret");
    }

    @Test
    void theProgramReadsItsArgumentOrTheStandardInput() {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        String uri = "pop3s:mail.example.com?username=alice&delete=true";
        assertThat(MigrationCheck.run(new StringReader(""), out, out, uri)).isEqualTo(MigrationCheck.FINE);
        String first = shown.toString(StandardCharsets.UTF_8);
        shown.reset();
        assertThat(MigrationCheck.run(new StringReader(uri + "\n"), out, out)).isEqualTo(MigrationCheck.FINE);
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo(first).startsWith("pop3xs:mail.example.com?");
        assertThat(MigrationCheck.run(new StringReader(""), out, out, uri + "&binding=#b"))
                .isEqualTo(MigrationCheck.TO_DO);
        assertThat(MigrationCheck.run(new StringReader(""), out, out)).isEqualTo(MigrationCheck.USAGE);
        assertThat(MigrationCheck.run(new StringReader(""), out, out, uri, uri)).isEqualTo(MigrationCheck.USAGE);
    }

    @Test
    void whatIsNoUriOfCamelMailIsRefused() {
        for (String wrong : List.of("", "imap:mail.example.com", "pop3:", "pop3s:?username=alice", "pop3s:h:x")) {
            assertThatThrownBy(() -> MigrationCheck.of(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theExampleOfThePageIsWhatTheProgramSays() throws IOException {
        String page = Files.readString(MigrationPage.PAGE);
        MatchResult example = Pattern.compile(
                        "MigrationCheck \\\\\n    '([^']+)'\n```\n\n```\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow();
        assertThat(MigrationCheck.of(example.group(1)).toText()).isEqualTo(example.group(2));
    }

    @Test
    void thePageHasEachPropertyOfJakartaMail() throws IOException {
        Map<String, String> expected = new TreeMap<>(MailProperties.RENAMED);
        Map<String, String> rows = new TreeMap<>();
        MigrationPage.rows("Properties of Jakarta Mail")
                .forEach((name, here) -> rows.put(name.replaceFirst("^mail\\.pop3\\.", ""), here));
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(MailProperties.TO_DO.keySet());
        names.addAll(MailProperties.LEFT_OUT.keySet());
        names.addAll(List.of("socks.host", "socks.port", "proxy.host", "proxy.port"));
        assertThat(rows.keySet()).isEqualTo(names);
        assertThat(rows).containsAllEntriesOf(expected);
    }
}
