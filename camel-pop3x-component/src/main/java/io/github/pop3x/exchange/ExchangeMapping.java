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
package io.github.pop3x.exchange;

import java.io.IOException;

import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.retrieval.RetrievedMessage;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Exchange;

/** How a retrieved message is seen as an exchange, and what a finished exchange says of it. Any thread may call it. */
public interface ExchangeMapping {

    /**
     * Fills an exchange that is to be routed. The reference to the octets passes to the body, and is released if this
     * fails.
     *
     * @param attempt which attempt this is, from 1
     * @return the octets, to be released when the exchange is done
     * @throws IOException if the octets cannot be read
     */
    SpooledBody fill(Exchange exchange, HeaderFields header, RetrievedMessage message, int attempt) throws IOException;

    /**
     * Tells whether the message of a completed exchange is to be deleted.
     *
     * @param whole whether the route saw the whole message
     * @throws IllegalArgumentException if the exchange says neither; the message says which header or property does
     */
    boolean wantsDelete(Exchange done, boolean whole);
}
