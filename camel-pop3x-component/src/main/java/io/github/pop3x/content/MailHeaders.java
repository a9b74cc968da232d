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
package io.github.pop3x.content;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;

/** A mail's fields as headers of a message: a field that is repeated is a list. */
public final class MailHeaders {

    private final HeaderFilterStrategy filter;

    /** @param filter decides which fields become headers; not null */
    public MailHeaders(HeaderFilterStrategy filter) {
        this.filter = filter;
    }

    /**
     * Sets the headers of a message, and its time of writing.
     *
     * @param values what becomes of a field's values
     */
    public void set(
            Message message,
            Map<String, List<String>> fields,
            Function<Map.Entry<String, List<String>>, List<String>> values) {
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            List<String> all = values.apply(field);
            Object value = all.size() == 1 ? all.get(0) : all;
            if (isWanted(field.getKey(), value, message)) {
                message.setHeader(field.getKey(), value);
            }
        }
        List<String> dates = fields.get("Date");
        if (dates != null) {
            setTimestamp(message, dates.get(0));
        }
    }

    /** Tells whether a field may become a header. */
    boolean isWanted(String name, Object value, Message message) {
        return !filter.applyFilterToExternalHeaders(name, value, message.getExchange());
    }

    private static void setTimestamp(Message message, String date) {
        OptionalLong time = MailDate.parse(date);
        if (time.isPresent()) {
            message.setHeader(Exchange.MESSAGE_TIMESTAMP, time.getAsLong());
        } else {
            // The field itself is there; a wrong time would be worse than none.
            message.removeHeader(Exchange.MESSAGE_TIMESTAMP);
        }
    }
}
