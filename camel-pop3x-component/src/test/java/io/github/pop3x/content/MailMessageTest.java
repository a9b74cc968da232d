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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.spool.Spool;
import io.github.pop3x.spool.SpoolDirectory;
import io.github.pop3x.spool.SpoolMemory;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultUnitOfWork;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** When the octets are released that a message, or a copy of it, has. */
class MailMessageTest {

    private static final String MAIL = "Subject: x\r\n\r\nbody\r\n";

    @TempDir
    Path spool;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(camel);
    private MailMessage message;

    /** A mail in a file, on an exchange that is being routed. */
    @BeforeEach
    void arrive() throws Exception {
        camel.start();
        SpooledBody octets = new SpooledBody(new Spool(0, new SpoolMemory(0), new SpoolDirectory(spool))
                .spool(new ByteArrayInputStream(MAIL.getBytes(StandardCharsets.US_ASCII))));
        exchange.getIn().setBody(octets);
        message = new MailMessage(exchange, exchange.getIn(), null);
        exchange.setIn(message);
        octets.release();
        exchange.getExchangeExtension().setUnitOfWork(new DefaultUnitOfWork(exchange));
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private static String read(Message message) throws IOException {
        SpooledBody body = message.getBody(SpooledBody.class);
        body.reset();
        return new String(body.readAllBytes(), StandardCharsets.US_ASCII);
    }

    private boolean fileIsThere() {
        String[] files = Objects.requireNonNull(spool.toFile().listFiles())[0].list();
        return files != null && files.length > 1;
    }

    /** The mail as a mapped one has it: a text is the body, the octets are a property. */
    private void map(boolean hasAttachments) {
        exchange.setProperty(
                Pop3xConstants.RAW_MESSAGE,
                new SpooledMail(message.getBody(SpooledBody.class).another(), hasAttachments));
        Message bound = new DefaultMessage(exchange);
        bound.setBody("body");
        exchange.setIn(
                new MailMessage(exchange, bound, exchange.getProperty(Pop3xConstants.RAW_MESSAGE, SpooledMail.class)));
        message.releaseOctets();
    }

    private void done(Exchange exchange) {
        UnitOfWorkHelper.doneUow(exchange.getUnitOfWork(), exchange);
    }

    @Test
    void aMessageIsReleasedWithItsExchange() throws IOException {
        assertEquals(MAIL, read(message));
        done(exchange);
        assertFalse(fileIsThere());
    }

    @Test
    void aCopyHasABodyOfItsOwnAndTheSameHeaders() throws IOException {
        message.setHeader("Subject", "x");
        Message copy = message.copy();
        assertNotSame(message.getBody(), copy.getBody());
        message.getBody(SpooledBody.class).readNBytes(5);
        assertEquals(MAIL, read(copy));
        assertEquals("x", copy.getHeader("Subject"));
        done(exchange);
        assertFalse(fileIsThere());
    }

    @Test
    void aCopyThatSharesTheUnitOfWorkIsReleasedWithIt() throws IOException {
        Exchange defensive = ExchangeHelper.createCopy(exchange, true);
        exchange.setIn(defensive.getIn().copy());
        assertEquals(MAIL, read(exchange.getIn()));
        done(exchange);
        assertFalse(fileIsThere());
    }

    @Test
    void aCopyThatLeavesTheUnitOfWorkOutlivesIt() throws IOException {
        Exchange kept = ExchangeHelper.createCorrelatedCopy(exchange, false);
        done(exchange);
        assertTrue(fileIsThere());
        assertEquals(MAIL, read(kept.getIn()));
        ((MailMessage) kept.getIn()).releaseOctets();
        assertFalse(fileIsThere());
    }

    @Test
    void aCopyThatTheCompletionsAreHandedOverToIsReleasedWhenItIsDone() throws Exception {
        Exchange next = ExchangeHelper.createCorrelatedCopy(exchange, true);
        done(exchange);
        assertEquals(MAIL, read(next.getIn()));
        next.getExchangeExtension().setUnitOfWork(new DefaultUnitOfWork(next));
        done(next);
        assertFalse(fileIsThere());
    }

    @Test
    void aCopyWhoseBodyIsReplacedUnseenIsReleasedAtOnce() {
        Message part = ExchangeHelper.createCorrelatedCopy(exchange, false).getIn();
        part.setBody("a line");
        done(exchange);
        assertFalse(fileIsThere());
        assertEquals("a line", part.getBody());
    }

    @Test
    void aCopyWhoseBodyWasSeenIsNotReleasedWhenItIsReplaced() throws IOException {
        Message part = ExchangeHelper.createCorrelatedCopy(exchange, false).getIn();
        SpooledBody seen = part.getBody(SpooledBody.class);
        part.setBody("other");
        done(exchange);
        assertEquals(MAIL, new String(seen.readAllBytes(), StandardCharsets.US_ASCII));
        seen.release();
        assertFalse(fileIsThere());
    }

    @Test
    void theOctetsOfAMappedMailAreReleasedWithItsExchange() {
        map(false);
        Exchange defensive = ExchangeHelper.createCopy(exchange, true);
        assertEquals(MAIL, defensive.getProperty(Pop3xConstants.RAW_MESSAGE, String.class));
        exchange.setIn(defensive.getIn().copy());
        exchange.getIn().setBody("other");
        assertEquals(MAIL, exchange.getProperty(Pop3xConstants.RAW_MESSAGE, String.class));
        done(exchange);
        assertFalse(fileIsThere());
    }

    @Test
    void theOctetsOfAMappedMailStayForACopyThatLeaves() {
        map(false);
        Exchange kept = ExchangeHelper.createCorrelatedCopy(exchange, false);
        done(exchange);
        assertEquals(MAIL, kept.getProperty(Pop3xConstants.RAW_MESSAGE, String.class));
        assertEquals("body", kept.getIn().getBody());
        ((MailMessage) kept.getIn()).releaseOctets();
        assertFalse(fileIsThere());
    }

    @Test
    void theFileThatAttachmentsReadFromStays() {
        map(true);
        done(exchange);
        assertTrue(fileIsThere());
        assertEquals(MAIL, exchange.getProperty(Pop3xConstants.RAW_MESSAGE, String.class));
    }

    @Test
    void aCopyOfWhatIsDoneHasNothingToRead() {
        done(exchange);
        Message late = message.copy();
        assertFalse(fileIsThere());
        assertEquals(MAIL.length(), late.getBody(SpooledBody.class).length());
    }
}
