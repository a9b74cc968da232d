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

import java.util.List;
import java.util.stream.Collectors;

import io.github.pop3x.operation.MessageName;

/** A message that an exchange named is not listed, or several messages have that name. Nothing was done. */
public class Pop3xNoSuchMessageException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;

    private final String mailbox;

    private Pop3xNoSuchMessageException(String mailbox, String what) {
        super("In the mailbox " + mailbox + " " + what
                + ". Nothing was done in this session; list again to see what is there");
        this.mailbox = mailbox;
    }

    /** For messages that are gone, or were never there. */
    static Pop3xNoSuchMessageException of(String mailbox, List<MessageName> missing) {
        String first = missing.stream().limit(SHOWN).map(MessageName::toString).collect(Collectors.joining(", "));
        String more = missing.size() > SHOWN ? " and " + (missing.size() - SHOWN) + " more" : "";
        return new Pop3xNoSuchMessageException(mailbox, "there is no message with " + first + more);
    }

    /** For a unique id that several messages have, though RFC 1939 §7 forbids it. */
    static Pop3xNoSuchMessageException ambiguous(String mailbox, MessageName name, int count) {
        return new Pop3xNoSuchMessageException(
                mailbox, count + " messages have the " + name + ". Name one of them by its number");
    }

    /** The mailbox: login name, at sign and host, or the endpoint's {@code mailboxKey}. */
    public String getMailbox() {
        return mailbox;
    }
}
