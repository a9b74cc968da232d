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
package io.github.pop3x.testing.route;

import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The program of {@code LargeMessageTest}: a route from a mailbox to a file, until one message has gone through. */
public final class LargeMessageRoute {

    /** The name of the file that the message becomes. */
    public static final String FILE = "large.eml";

    private static final long MINUTES = 14;

    private LargeMessageRoute() {}

    /**
     * Runs the route.
     *
     * @param arguments the server's port on 127.0.0.1, and the directory to write to
     * @throws Exception if no message went through in time
     */
    public static void main(String[] arguments) throws Exception {
        CamelContext context = new DefaultCamelContext();
        NotifyBuilder through =
                new NotifyBuilder(context).whenExactlyCompleted(1).create();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pop3x:127.0.0.1:" + arguments[0]
                                + "?username=alice&password=s3cret&tls=none&mapMailMessage=false")
                        .to("file:" + arguments[1] + "?fileName=" + FILE);
            }
        });
        context.start();
        try {
            if (!through.matches(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("no message went through");
            }
        } finally {
            context.stop();
        }
    }
}
