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
package io.github.pop3x.benchmark.mailboxes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.benchmark.client.ClientProcess;
import jakarta.mail.MessagingException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A process that begins, routes so many exchanges, stops and ends. It measures itself only with classes that
 * every Java process loads anyway.
 */
public final class ColdDrain {

    private static final long PATIENCE_SECONDS = 300;

    /** One for all messages: reading must cost the component nothing but its own work. For the one thread of the route. */
    private static final byte[] CHUNK = new byte[8 * 1024];

    private ColdDrain() {}

    /**
     * Runs a route from an endpoint, which reads each message to its end. Prints nanoseconds from the start of
     * this method until the context has started and until the last exchange, and the CPU of the process at the end.
     *
     * @param arguments the endpoint's URI, and how many exchanges come from it
     * @throws Exception if they do not come
     */
    public static void main(String[] arguments) throws Exception {
        long began = System.nanoTime();
        int count = Integer.parseInt(arguments[1]);
        CountDownLatch toCome = new CountDownLatch(count);
        DefaultCamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(arguments[0]).process(exchange -> {
                    read(exchange);
                    toCome.countDown();
                });
            }
        });
        context.start();
        long started = System.nanoTime() - began;
        if (!toCome.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException(toCome.getCount() + " messages of " + count + " did not come");
        }
        long last = System.nanoTime() - began;
        context.stop();
        Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        System.out.println(ClientProcess.DONE + started + " " + last + " " + cpu.toNanos());
        System.exit(0);
    }

    private static void read(Exchange exchange) throws IOException, MessagingException {
        if (exchange.getMessage().getBody() instanceof InputStream octets) {
            int count;
            do {
                count = octets.read(CHUNK);
            } while (count >= 0);
        } else if (exchange.getMessage() instanceof MailMessage mail) {
            mail.getOriginalMessage().writeTo(OutputStream.nullOutputStream());
        }
    }
}
