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
package io.github.pop3x.springboot;

import java.nio.file.Path;

import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** One of Spring Boot's SSL bundles says whom a route trusts. */
class SslBundleTest {

    @TempDir
    static Path directory;

    private static LocalhostCertificate certificate;

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Application.class)
            .withPropertyValues(certificate.bundle("mail"))
            .withPropertyValues(
                    "camel.component.pop3xs.username=" + Mailbox.USERNAME,
                    "camel.component.pop3xs.password=" + Mailbox.PASSWORD);

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = LocalhostCertificate.in(directory);
    }

    @Test
    void theBundleOfTheComponent() throws Exception {
        try (Mailbox mailbox = mailbox()) {
            application
                    .withPropertyValues("camel.component.pop3xs.ssl-bundle=mail")
                    .run(context -> assertThat(stat(context.getBean(CamelContext.class), mailbox, ""))
                            .contains("3"));
        }
    }

    @Test
    void aBundleOfOneEndpoint() throws Exception {
        try (Mailbox mailbox = mailbox()) {
            application.run(context -> assertThat(
                            stat(context.getBean(CamelContext.class), mailbox, "&sslContextParameters=#bean:trust"))
                    .contains("3"));
        }
    }

    @Test
    void aBundleThatIsNotThereIsNamed() {
        application.withPropertyValues("camel.component.pop3xs.ssl-bundle=male").run(context -> assertThat(
                        failure(context.getBean(CamelContext.class)))
                .hasStackTraceContaining("SSL bundle name 'male' cannot be found"));
    }

    @Test
    void twoThatSayWhomToTrustAreRefused() {
        application
                .withPropertyValues(
                        "camel.component.pop3xs.ssl-bundle=mail", "camel.component.pop3xs.ssl-context-parameters=trust")
                .run(context -> assertThat(failure(context.getBean(CamelContext.class)))
                        .hasStackTraceContaining("both say whom to trust. Use one of them"));
    }

    private static Throwable failure(CamelContext context) {
        return catchThrowable(() -> context.getComponent("pop3xs"));
    }

    private static String stat(CamelContext context, Mailbox mailbox, String options) {
        return context.createProducerTemplate()
                .requestBody("pop3xs:localhost:" + mailbox.port() + "?operation=stat" + options, null, Object.class)
                .toString();
    }

    private static Mailbox mailbox() throws Exception {
        return new Mailbox(certificate.serverSockets()).deliver(3);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        SSLContextParameters trust(SslBundles bundles) {
            return SslBundleParameters.of(bundles.getBundle("mail"));
        }
    }
}
