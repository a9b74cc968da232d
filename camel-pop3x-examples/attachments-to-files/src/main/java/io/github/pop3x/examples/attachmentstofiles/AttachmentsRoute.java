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
package io.github.pop3x.examples.attachmentstofiles;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The route of {@code routes/attachments.yaml} in Java. */
final class AttachmentsRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("{{mail.uri}}")
                .routeId("attachments")
                // An attachment is decoded while it is written: it may be larger than the memory.
                .streamCache("false")
                .split(simple("${attachments}"))
                // One that cannot be written fails the whole mail, which stays on the server.
                .stopOnException()
                .setHeader(Exchange.FILE_NAME, simple("${header.CamelPop3xSha256}/${body.key}"))
                .setBody(simple("${body.value.inputStream}"))
                .to("file:{{mail.directory}}?tempPrefix=.part-");
    }
}
