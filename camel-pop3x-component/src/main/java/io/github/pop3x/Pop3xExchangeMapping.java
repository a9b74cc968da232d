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
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.content.MailMessage;
import io.github.pop3x.content.SpooledMail;
import io.github.pop3x.digest.Sha256;
import io.github.pop3x.exchange.ExchangeMapping;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.retrieval.RetrievedMessage;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;

/** Maps retrieved messages to exchanges: a binding fills the exchange, and headers that describe the message are added. */
final class Pop3xExchangeMapping implements ExchangeMapping {

    private static final int BLOCK = 16 * 1024;

    private final Mailbox mailbox;
    private final String host;
    private final Pop3xConfiguration options;
    private final Pop3xBinding binding;

    /**
     * @param host of the endpoint
     * @param options those that say what is deleted, and which headers there are
     * @param binding fills the exchange
     */
    Pop3xExchangeMapping(Mailbox mailbox, String host, Pop3xConfiguration options, Pop3xBinding binding) {
        this.mailbox = mailbox;
        this.host = host;
        this.options = options;
        this.binding = binding;
    }

    @Override
    public SpooledBody fill(Exchange exchange, HeaderFields header, RetrievedMessage message, int attempt)
            throws IOException {
        SpooledBody body = bind(exchange, header, message, attempt);
        exchange.getIn().setHeader(Pop3xConstants.ATTEMPT, attempt);
        return body;
    }

    /** An exchange that carried only a header is deleted only if the route says so. */
    @Override
    public boolean wantsDelete(Exchange done, boolean whole) {
        try {
            Boolean byProperty = done.getProperty(Pop3xConstants.DELETE, Boolean.class);
            boolean byOption = options.isDelete() && whole;
            return byProperty != null
                    ? byProperty
                    : done.getMessage().getHeader(Pop3xConstants.DELETE, byOption, Boolean.class);
        } catch (TypeConversionException e) {
            throw new IllegalArgumentException(Pop3xConstants.DELETE + " must be true or false", e);
        }
    }

    /**
     * Fills an exchange. The reference to the octets passes to the body, and is released if this fails.
     *
     * @param attempt how many times the message was given to a route or caller, this time included
     * @return the octets, to be released when the exchange is done
     * @throws IOException if the octets cannot be read
     */
    SpooledBody bind(Exchange exchange, HeaderFields fields, RetrievedMessage retrieved, int attempt)
            throws IOException {
        SpooledBody body = new SpooledBody(retrieved.octets(), !options.isReleaseOnCompletion());
        boolean bound = false;
        try {
            Pop3xMail mail = new Pop3xMail(body, fields, retrieved, attempt);
            binding.bind(exchange, mail);
            if (options.isSha256() && retrieved.isWhole()) {
                exchange.getIn().setHeader(Pop3xConstants.SHA256, sha256(mail));
            }
            describe(exchange.getIn(), retrieved);
            SpooledMail raw =
                    exchange.getProperty(Pop3xConstants.RAW_MESSAGE) instanceof SpooledMail held ? held : null;
            exchange.setIn(new MailMessage(exchange, exchange.getIn(), raw));
            bound = true;
            return body;
        } finally {
            if (!bound) {
                body.discard();
            }
        }
    }

    private void describe(Message message, RetrievedMessage retrieved) {
        Pop3Message listed = retrieved.message();
        message.setHeader(Pop3xConstants.UID, listed.uid());
        message.setHeader(
                Pop3xConstants.UID_SOURCE, retrieved.maildrop().uidSource().word());
        message.setHeader(Pop3xConstants.MESSAGE_NUMBER, listed.number());
        message.setHeader(
                Pop3xConstants.SIZE, retrieved.isWhole() ? retrieved.octets().length() : listed.size());
        message.setHeader(Pop3xConstants.MAILBOX, mailbox.name());
        message.setHeader(Pop3xConstants.HOST, host);
        message.setHeader(Pop3xConstants.COUNT, retrieved.maildrop().count());
        message.setHeader(Pop3xConstants.TOTAL_SIZE, retrieved.maildrop().octets());
    }

    private static String sha256(Pop3xMail mail) throws IOException {
        try (InputStream octets = mail.open()) {
            MessageDigest sha256 = Sha256.newDigest();
            byte[] block = new byte[BLOCK];
            for (int count = octets.read(block); count >= 0; count = octets.read(block)) {
                sha256.update(block, 0, count);
            }
            return HexFormat.of().formatHex(sha256.digest());
        }
    }
}
