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
package io.github.pop3x.client.command;

import java.net.ProtocolException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.pop3x.client.text.ServerText;

/**
 * The answer to PING, which is in no RFC: how many messages a user has.
 *
 * @param unseen those that are new
 * @param all the new ones and the others
 */
public record MessageCounts(int unseen, int all) {

    private static final Pattern TWO_NUMBERS = Pattern.compile("[^0-9]*([0-9]{1,9})[^0-9]+([0-9]{1,9}).*");

    /**
     * Finds the two numbers in the text of a status line.
     *
     * @throws ProtocolException if there are none
     */
    static MessageCounts parse(String text) throws ProtocolException {
        Matcher numbers = TWO_NUMBERS.matcher(text);
        if (!numbers.matches()) {
            throw new ProtocolException("expected two numbers of messages, found " + ServerText.quote(text));
        }
        return new MessageCounts(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
    }
}
