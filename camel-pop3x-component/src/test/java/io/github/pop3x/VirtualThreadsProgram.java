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

import java.io.IOException;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Drains a mailbox until its input ends; for each message it prints its subject, and whether its thread is virtual. */
public final class VirtualThreadsProgram {

    private VirtualThreadsProgram() {}

    /** @param arguments the endpoint */
    public static void main(String[] arguments) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(arguments[0])
                            .process(exchange -> show(exchange.getMessage().getHeader("Subject")));
                }
            });
            context.start();
            awaitEndOfInput();
        }
    }

    /** Java 17, for which this is compiled, has no question for it. */
    private static void show(Object subject) {
        boolean isVirtual = Thread.currentThread().toString().startsWith("VirtualThread");
        System.out.println(subject + (isVirtual ? " virtual" : " platform"));
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            continue;
        }
    }
}
