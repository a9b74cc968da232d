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

import org.apache.camel.Exchange;

/**
 * Makes the message of an exchange from a mail: its body, its headers, its attachments. {@link Pop3xMappedBinding} and
 * {@link Pop3xRawBinding} are those that the option {@code mapMailMessage} chooses from; a bean in the option {@code
 * binding} takes their place, and may begin by calling one of them.
 *
 * <p>The consumer sets the {@code CamelPop3x…} headers and the batch properties, which describe the delivery,
 * afterwards, whatever a binding sets. A mail's octets are an attacker's input: a binding filters field names as the
 * endpoint's {@code headerFilterStrategy} says, and makes attachment names safe.
 */
@FunctionalInterface
public interface Pop3xBinding {

    /**
     * Fills the exchange's message. Called on a worker's thread, once for each attempt to route the mail, and by several
     * threads at a time if routes run concurrently.
     *
     * @param exchange new and empty
     * @param mail the mail; its octets are on this machine, so reading them waits for no server
     * @throws IOException if the octets cannot be read; this and every other exception fails the attempt: the mail stays
     *     on the server and is offered again
     */
    void bind(Exchange exchange, Pop3xMail mail) throws IOException;
}
