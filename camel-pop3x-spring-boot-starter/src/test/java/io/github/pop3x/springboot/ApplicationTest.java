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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application drains a mailbox, with its ledger in the application's database, and Actuator tells how it is. */
class ApplicationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Mailbox mailbox;
    private ConfigurableApplicationContext application;

    @BeforeEach
    void start() throws Exception {
        mailbox = new Mailbox().deliver(5);
        application = SpringApplication.run(
                Application.class,
                "--server.port=0",
                // What is wrong is looked for in the answers.
                "--logging.level.root=OFF",
                "--spring.datasource.url=jdbc:h2:mem:application",
                "--mail.port=" + mailbox.port(),
                "--camel.component.pop3x.tls=none",
                "--camel.component.pop3x.username=" + Mailbox.USERNAME,
                "--camel.component.pop3x.password=" + Mailbox.PASSWORD,
                "--camel.component.pop3x.delete=true",
                "--camel.component.pop3x.ledger=jdbc:#dataSource",
                "--management.endpoint.health.probes.enabled=true",
                "--management.endpoint.health.show-details=always",
                "--management.endpoint.health.group.readiness.include=readinessState,camelReadinessState");
    }

    @AfterEach
    void stop() {
        application.close();
        mailbox.close();
    }

    @Test
    void aMailboxIsDrainedAndItsHealthIsTold() throws Exception {
        Received received = application.getBean(Received.class);
        await().atMost(PATIENCE).until(() -> mailbox.count() == 0);
        assertThat(received.subjects()).containsExactly("1", "2", "3", "4", "5");
        assertThat(application
                        .getBean(JdbcTemplate.class)
                        .queryForObject("SELECT COUNT(*) FROM POP3X_LEDGER", Integer.class))
                .isPositive();
        await().atMost(PATIENCE).until(() -> get("/actuator/health/readiness").statusCode() == 200);
        assertThat(get("/actuator/health").body()).contains("\"camelHealth\":{\"status\":\"UP\"");

        mailbox.close();

        await().atMost(PATIENCE).until(() -> get("/actuator/health/readiness").statusCode() == 503);
        assertThat(get("/actuator/health").body())
                .contains("\"camelHealth\":{\"status\":\"DOWN\"")
                .contains("\"pop3x.mailbox\":\"alice@127.0.0.1:" + mailbox.port() + "\"")
                .contains("\"pop3x.reason\":\"unreachable\"");
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        int port = ((WebServerApplicationContext) application).getWebServer().getPort();
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    record Received(List<String> subjects) {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Received received() {
            return new Received(new CopyOnWriteArrayList<>());
        }

        @Bean
        RouteBuilder route(Received received) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("pop3x:127.0.0.1:{{mail.port}}?initialDelay=0&delay=100")
                            .routeId("drain")
                            .process(mail ->
                                    received.subjects().add(mail.getMessage().getHeader("Subject", String.class)));
                }
            };
        }
    }
}
