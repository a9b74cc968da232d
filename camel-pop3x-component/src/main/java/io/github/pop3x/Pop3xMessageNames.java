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

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.operation.MessageName;
import io.github.pop3x.operation.MessageNames;
import org.apache.camel.Message;
import org.apache.camel.support.ObjectHelper;

/**
 * Reads which messages an exchange names: by the header {@value Pop3xConstants#UID}, else by the header
 * {@value Pop3xConstants#MESSAGE_NUMBER}, else by its body. If there is a unique id the number does not count: an exchange
 * that came from a mailbox has both, and the number belongs to a session that has ended.
 */
final class Pop3xMessageNames {

    private Pop3xMessageNames() {}

    /**
     * Reads the names.
     *
     * @param numberOfBody whether a body that is a number names a message; within a list it does
     * @throws IllegalArgumentException if one of them is neither a message number nor a unique id, or is what a listing
     *     says of a message without unique id
     */
    static MessageNames of(Message message, boolean numberOfBody) {
        Object uid = message.getHeader(Pop3xConstants.UID);
        if (uid != null) {
            return of(uid, Pop3xMessageNames::byUid);
        }
        Object number = message.getHeader(Pop3xConstants.MESSAGE_NUMBER);
        if (number != null) {
            return of(number, Pop3xMessageNames::byNumber);
        }
        Object body = message.getBody();
        return isNumber(body) && !numberOfBody ? MessageNames.NONE : ofBody(body);
    }

    /** A body that cannot be a name is ignored; within a list it is an error. */
    private static MessageNames ofBody(Object body) {
        boolean isName = body instanceof String text ? !text.isEmpty() : isNumber(body) || isRecord(body);
        return isName || isSeveral(body) ? of(body, Pop3xMessageNames::byAny) : MessageNames.NONE;
    }

    private static boolean isSeveral(Object value) {
        return value instanceof Iterable<?>
                || value instanceof Iterator<?>
                || value != null && value.getClass().isArray() && !(value instanceof byte[]);
    }

    private static MessageNames of(Object value, Reading reading) {
        if (!isSeveral(value)) {
            return new MessageNames(List.of(reading.name(value)), false);
        }
        List<MessageName> names = new ArrayList<>();
        for (Iterator<?> elements = ObjectHelper.createIterator(value, null); elements.hasNext(); ) {
            names.add(reading.name(elements.next()));
        }
        return new MessageNames(List.copyOf(names), true);
    }

    private static MessageName byUid(Object value) {
        if (value instanceof String uid) {
            return new MessageName.Uid(uid);
        }
        throw new IllegalArgumentException("a unique id must be a text, not " + typeOf(value));
    }

    private static MessageName byNumber(Object value) {
        if (value instanceof String digits && digits.matches("[0-9]{1,9}")) {
            return new MessageName.Number(Integer.parseInt(digits));
        }
        if (!isNumber(value)) {
            throw new IllegalArgumentException("a message number must be a whole number, not " + typeOf(value));
        }
        long number = ((Number) value).longValue();
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a message number must be at most " + Integer.MAX_VALUE + ", not " + number);
        }
        return new MessageName.Number((int) Math.max(number, Integer.MIN_VALUE));
    }

    private static MessageName byAny(Object value) {
        if (value instanceof Pop3Message listed) {
            return byListing(listed.uid(), listed.number());
        }
        if (value instanceof UniqueId listed) {
            return byListing(listed.uid(), listed.number());
        }
        if (value instanceof Message retrieved) {
            Object uid = retrieved.getHeader(Pop3xConstants.UID);
            return uid != null ? byUid(uid) : byNumber(retrieved.getHeader(Pop3xConstants.MESSAGE_NUMBER));
        }
        return isNumber(value) ? byNumber(value) : byUid(value);
    }

    /** What a listing says of a message outlives the session of that listing: by its number it could be another one. */
    private static MessageName byListing(String uid, int number) {
        if (uid.isEmpty()) {
            throw new IllegalArgumentException("the server gave message " + number
                    + " no unique id, and its number was of a session that is over. If the message that has this number"
                    + " now is meant, name it by the header " + Pop3xConstants.MESSAGE_NUMBER);
        }
        return new MessageName.Uid(uid);
    }

    private static boolean isNumber(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short;
    }

    private static boolean isRecord(Object value) {
        return value instanceof Pop3Message || value instanceof UniqueId || value instanceof Message;
    }

    private static String typeOf(Object value) {
        return value == null ? "nothing" : "a " + value.getClass().getSimpleName();
    }

    @FunctionalInterface
    private interface Reading {
        MessageName name(Object value);
    }
}
