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

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.awaitility.Awaitility.await;

/**
 * Writes each mail into a file of its own. With {@code drain.halt} the route of that mail, by its place, says {@link
 * #HALTED} once the file is written, and goes on as Camel begins to stop.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class DrainingApplication {

    /** The file is written, and the route has not ended. */
    static final String HALTED = "## halted";

    public static void main(String[] args) {
        SpringApplication.run(DrainingApplication.class, args);
    }

    @Bean
    RouteBuilder route(@Value("${drain.halt:0}") int halt) {
        AtomicInteger mails = new AtomicInteger();
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("pop3x:127.0.0.1:{{mail.port}}?initialDelay=0&delay=100")
                        .routeId("drain")
                        .to("file:{{mail.directory}}?fileName=${header.Subject}-${exchangeId}.txt")
                        .process(mail -> {
                            if (mails.incrementAndGet() == halt) {
                                System.out.println(HALTED);
                                await().forever().until(() -> !getContext().isStarted());
                            }
                        });
            }
        };
    }
}
