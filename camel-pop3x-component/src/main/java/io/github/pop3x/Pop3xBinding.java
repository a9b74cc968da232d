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

import java.text.ParseException;
import java.util.List;
import java.util.Map;

import io.github.pop3x.spool.SpooledBody;
import jakarta.mail.internet.MailDateFormat;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;

/** From octets to a message of Camel: the body, the headers that tell of the message, and the mail's own fields. */
final class Pop3xBinding {

    private final Pop3xEndpoint endpoint;

    Pop3xBinding(Pop3xEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Fills an exchange. The reference that the delivery holds passes to the body, and is released if this fails.
     *
     * @return the body, to be released when the exchange is done
     */
    SpooledBody bind(
            Exchange exchange, MailFields fields, Pop3xDelivery delivery, Pop3xDelivery.Place place, int attempt) {
        SpooledBody body = new SpooledBody(delivery.octets());
        try {
            Message message = exchange.getIn();
            mapFields(message, fields);
            message.setHeader(Pop3xConstants.UID, delivery.message().uid());
            message.setHeader(Pop3xConstants.UID_SOURCE, "uidl");
            message.setHeader(Pop3xConstants.MESSAGE_NUMBER, delivery.message().number());
            message.setHeader(Pop3xConstants.SIZE, delivery.octets().length());
            message.setHeader(Pop3xConstants.MAILBOX, endpoint.mailbox());
            message.setHeader(Pop3xConstants.HOST, endpoint.getHost());
            message.setHeader(Pop3xConstants.COUNT, delivery.maildrop().count());
            message.setHeader(Pop3xConstants.TOTAL_SIZE, delivery.maildrop().octets());
            message.setHeader(Pop3xConstants.ATTEMPT, attempt);
            message.setBody(body);
            exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, place.index());
            exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, place.size());
            exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, place.complete());
            return body;
        } catch (RuntimeException e) {
            body.release();
            throw e;
        }
    }

    private void mapFields(Message message, MailFields fields) {
        HeaderFilterStrategy filter = endpoint.getHeaderFilterStrategy();
        for (Map.Entry<String, List<String>> field : fields.all().entrySet()) {
            Object value = field.getValue().size() == 1 ? field.getValue().get(0) : field.getValue();
            if (!filter.applyFilterToExternalHeaders(field.getKey(), value, message.getExchange())) {
                message.setHeader(field.getKey(), value);
            }
        }
        String date = fields.first("Date");
        if (date != null) {
            try {
                message.setHeader(
                        Pop3xConstants.MESSAGE_TIMESTAMP,
                        new MailDateFormat().parse(date).getTime());
            } catch (ParseException notADate) {
                // The field itself is there for whoever wants to make sense of it; a wrong time would be worse than
                // none.
                message.removeHeader(Pop3xConstants.MESSAGE_TIMESTAMP);
            }
        }
    }
}
