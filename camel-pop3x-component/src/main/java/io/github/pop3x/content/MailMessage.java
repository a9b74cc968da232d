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

import io.github.pop3x.spool.SpooledContent;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;

/**
 * A mail as Camel's message. Where Camel copies a message it shares the body, and an exchange that outlives the one it was
 * copied from, as in an aggregate, would find the octets gone. So each copy has {@link SpooledContent} of its own, that is
 * released
 *
 * <ul>
 *   <li>when it is replaced before anybody saw it: a split sets each part's body;
 *   <li>with the unit of work that the copy was made in, if it never left it: see {@link MessageCopies};
 *   <li>else, when it is unreachable: nothing but the garbage collector knows how long an aggregate is kept.
 * </ul>
 *
 * <p>The octets that a mapped mail's exchange has as a property are shared, and each copy holds them for as long.
 */
public final class MailMessage extends DefaultMessage implements MessageCopies.Copy {

    /** Of this message, in the present unit of work; null if none were made. */
    private MessageCopies copies;

    /** What this message is one of, until it is released; null if no exchange was there to be done. */
    private MessageCopies among;

    /** What this message brought along, until it is released. */
    private SpooledContent brought;

    /** Of the exchange and its copies; null if this message does not hold them any more, or there are none. */
    private SpooledMail raw;

    private Exchange holder;
    private volatile boolean seen;

    /**
     * A mail that has just arrived.
     *
     * @param bound what a binding made of it. Octets in there keep their owner: this message has a reference of its
     *     own, as its copies have
     * @param raw the octets of a mapped mail, which the exchange and its copies share; null if there are none
     */
    public MailMessage(Exchange exchange, Message bound, SpooledMail raw) {
        super(exchange);
        copyFrom(bound);
        bring(raw, this);
    }

    private MailMessage(CamelContext context) {
        super(context);
    }

    @Override
    public MailMessage newInstance() {
        return new MailMessage(getCamelContext());
    }

    @Override
    public Message copy() {
        MailMessage copy = newInstance();
        copy.copyFrom(this);
        copy.bring(raw, this);
        return copy;
    }

    /** Takes references of its own in place of those that it was made with. */
    private void bring(SpooledMail mail, MailMessage source) {
        if (mail != null) {
            raw = mail;
            raw.hold();
        }
        if (super.getBody() instanceof SpooledContent octets) {
            brought = octets.another();
            super.setBody(brought);
        }
        if (raw != null || brought != null) {
            among = source.copiesInThisUnitOfWork();
            if (among != null) {
                among.add(this);
            }
        }
    }

    private synchronized MessageCopies copiesInThisUnitOfWork() {
        Exchange exchange = getExchange();
        if (exchange == null) {
            return null;
        }
        if (copies == null || !copies.belongTo(exchange)) {
            copies = new MessageCopies(exchange);
            exchange.getExchangeExtension().addOnCompletion(copies);
        }
        return copies;
    }

    @Override
    public void setExchange(Exchange exchange) {
        super.setExchange(exchange);
        holder = exchange == null ? holder : exchange;
    }

    /** The exchange that has this message, or had it last: Camel lets go of a message whose body a route has set. */
    @Override
    public Exchange holder() {
        return holder;
    }

    @Override
    public Object getBody() {
        seen = true;
        return super.getBody();
    }

    @Override
    public <T> T getMandatoryBody(Class<T> type) throws InvalidPayloadException {
        seen = true;
        return super.getMandatoryBody(type);
    }

    @Override
    public void setBody(Object body) {
        super.setBody(body);
        if (!seen && body != brought) {
            releaseBody();
        }
    }

    private void releaseBody() {
        if (brought != null) {
            brought.release();
            brought = null;
        }
    }

    /** Gives back what this message brought along, once. */
    @Override
    public void releaseOctets() {
        releaseBody();
        if (raw != null) {
            raw.letGo();
            raw = null;
        }
        if (among != null) {
            among.remove(this);
            among = null;
        }
    }
}
