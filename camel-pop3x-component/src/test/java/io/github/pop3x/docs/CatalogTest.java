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
package io.github.pop3x.docs;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.pop3x.Pop3xEndpoint;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel's catalog, which editors and tools ask, accepts good endpoint URIs and names the bad option of wrong ones. */
class CatalogTest {

    private static final CamelCatalog CATALOG = Metadata.catalog();
    private static final ComponentModel MODEL = Metadata.read();

    /** Words of an option's name that give a secret away. */
    private static final List<String> SECRETIVE = List.of("password", "token", "secret", "username", "proxy");
    /** Names with such a word for what everybody may know: addresses. */
    private static final Set<String> OPEN = Set.of("oauth2TokenUri", "proxy");

    static Stream<BaseOptionModel> options() {
        return Stream.concat(MODEL.getEndpointOptions().stream(), MODEL.getComponentOptions().stream());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pop3x:mail.example.com?username=alice&password=s3cret",
                "pop3xs:mail.example.com:1995?username=alice&password=RAW(a+b%)&delete=true",
                "pop3xs:alice@mail.example.com?password=s3cret&delay=5m",
                "pop3x://mail.example.com:110?username=alice&password=s3cret&tls=none&maxMessagesPerPoll=10",
                "pop3xs:mail.example.com?netrc=true&order=newest&deleteAfter=168h&delete=true&ledger=#store",
                "pop3xs:{{mail.server}}?username={{mail.user}}&password={{mail.password}}&commitEvery={{mail.batch}}",
                "pop3xs:mail.example.com?username=alice&credentialsProvider=#tokens&pollStrategy=#strategy",
                "pop3xs:mail.example.com?credentialsProvider=#tokens&searchTerm.subject=invoice&searchTerm.from=shop",
                "pop3xs:mail.example.com?credentialsProvider=#tokens&releaseOnCompletion=false",
            })
    void acceptsAGoodUri(String uri) {
        EndpointValidationResult result = CATALOG.validateEndpointProperties(uri);
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    /** Camel's metadata know text and beans, and nothing that may be either: its catalog takes such a text for a bean. */
    @ParameterizedTest
    @CsvSource({
        "ledger, journal:ledger",
        "filter, ${header.CamelPop3xSize} < 1000",
        "idempotentKey, camelMail",
        "headerFilter, ${header.From} != ''"
    })
    void onlyWantsAReferenceWhereTextOrABeanMayStand(String option, String text) {
        EndpointValidationResult result = validate(uri("pop3xs", option, text));
        assertThat(result.getNumberOfErrors()).isOne();
        assertThat(result.getInvalidReference()).containsOnlyKeys(option);
        assertThat(Metadata.isTextOrBean(MODEL, option)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pop3x", "pop3xs"})
    void namesAnUnknownOption(String scheme) {
        assertThat(validate(scheme + ":mail.example.com?username=alice&pasword=s3cret")
                        .getUnknown())
                .containsExactly("pasword");
    }

    @ParameterizedTest
    @CsvSource({
        "pop3x, tls, ssl",
        "pop3xs, tls, ssl",
        "pop3x, order, random",
        "pop3xs, oversize, cut",
    })
    void namesABadChoice(String scheme, String option, String value) {
        assertThat(validate(uri(scheme, option, value)).getInvalidEnum()).containsOnlyKeys(option);
    }

    @ParameterizedTest
    @CsvSource({"pop3x, delete, perhaps", "pop3xs, delete, perhaps", "pop3xs, mapMailMessage, 2"})
    void namesABadBoolean(String scheme, String option, String value) {
        assertThat(validate(uri(scheme, option, value)).getInvalidBoolean()).containsOnlyKeys(option);
    }

    @ParameterizedTest
    @CsvSource({"pop3x, maxMessagesPerPoll, many", "pop3xs, prefetch, 8MiB", "pop3xs, commitEvery, 1.5"})
    void namesABadNumber(String scheme, String option, String value) {
        EndpointValidationResult result = validate(uri(scheme, option, value));
        assertThat(result.getInvalidInteger()).containsOnlyKeys(option);
    }

    @ParameterizedTest
    @CsvSource({"pop3x, readTimeout, soon", "pop3xs, delay, soon"})
    void namesABadDuration(String scheme, String option, String value) {
        assertThat(validate(uri(scheme, option, value)).getInvalidDuration()).containsOnlyKeys(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pop3x", "pop3xs"})
    void namesTheMissingHost(String scheme) {
        assertThat(validate(scheme + ":?username=alice").getRequired()).containsExactly("host");
    }

    @ParameterizedTest
    @MethodSource("options")
    void eachOptionIsDescribed(BaseOptionModel option) {
        assertThat(option.getDescription()).as(option.getName()).isNotBlank();
        assertThat(option.getGroup()).as(option.getName()).isNotBlank();
        assertThat(option.getType()).as(option.getName()).isNotBlank();
        if (option.getType().equals("boolean")) {
            assertThat(option.getDefaultValue()).as(option.getName()).isNotNull();
        }
    }

    @Test
    void secretOptionsAreMarkedAsSecret() {
        Set<String> revealing = options()
                .filter(option -> SECRETIVE.stream()
                        .anyMatch(word ->
                                option.getName().toLowerCase(Locale.ROOT).contains(word)))
                .filter(option -> !option.isSecret())
                .map(BaseOptionModel::getName)
                .collect(Collectors.toSet());
        assertThat(revealing).isEqualTo(OPEN);
    }

    @Test
    void eachHeaderIsDescribed() {
        assertThat(MODEL.getEndpointHeaders()).isNotEmpty().allSatisfy(header -> {
            assertThat(header.getDescription()).as(header.getName()).endsWith(".");
            assertThat(header.getJavaType()).as(header.getName()).isNotBlank();
        });
    }

    @Test
    void theComponentHasEveryOptionOfAnEndpoint() {
        Set<String> ofTheComponent = names(MODEL.getComponentOptions(), BaseOptionModel::getName);
        assertThat(ofTheComponent)
                .containsAll(MODEL.getEndpointParameterOptions().stream()
                        .filter(option -> option.getConfigurationField() != null)
                        .map(BaseOptionModel::getName)
                        .toList())
                .contains("username", "password", "tls", "sslContextParameters", "readTimeout", "ledger");
    }

    private static <T> Set<String> names(List<T> options, Function<T, String> name) {
        return options.stream().map(name).collect(Collectors.toSet());
    }

    @Test
    void bothSchemesHaveTheSameOptions() {
        assertThat(names(CATALOG.componentModel("pop3xs").getEndpointOptions(), BaseOptionModel::getName))
                .isEqualTo(names(CATALOG.componentModel("pop3x").getEndpointOptions(), BaseOptionModel::getName));
    }

    @ParameterizedTest
    @CsvSource({
        "pop3xs:mail.example.com, mail.example.com:995, implicit",
        "pop3x:mail.example.com, mail.example.com:110, starttls",
        "pop3x:mail.example.com:1110?tls=none, mail.example.com:1110, none",
    })
    void anEndpointTellsWhereItsServerIs(String uri, String server, String tls) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            String credentials = (uri.contains("?") ? "&" : "?") + "username=alice&password=s3cret";
            EndpointServiceLocation location = context.getEndpoint(uri + credentials, Pop3xEndpoint.class);
            assertThat(location.getServiceUrl()).isEqualTo(server);
            assertThat(location.getServiceProtocol()).isEqualTo("pop3");
            assertThat(location.getServiceMetadata()).containsEntry("tls", tls).doesNotContainValue("s3cret");
        }
    }

    private static EndpointValidationResult validate(String uri) {
        EndpointValidationResult result = CATALOG.validateEndpointProperties(uri);
        assertThat(result.isSuccess()).as(uri).isFalse();
        return result;
    }

    private static String uri(String scheme, String option, String value) {
        return scheme + ":mail.example.com?username=alice&password=s3cret&" + option + "=" + value;
    }
}
