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

import java.util.Map;
import java.util.Objects;

import io.github.pop3x.content.MailHeaders;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * The binding of {@code mapMailMessage=false}: the octets are the body, and the fields are headers as they came.
 * Signatures are verified over these octets.
 */
public final class Pop3xRawBinding implements Pop3xBinding {

    private final MailHeaders headers;

    /** @param headerFilterStrategy decides which fields become headers */
    public Pop3xRawBinding(HeaderFilterStrategy headerFilterStrategy) {
        headers = new MailHeaders(Objects.requireNonNull(headerFilterStrategy));
    }

    @Override
    public void bind(Exchange exchange, Pop3xMail mail) {
        headers.set(exchange.getIn(), mail.fields(), Map.Entry::getValue);
        exchange.getIn().setBody(mail.body());
    }
}
