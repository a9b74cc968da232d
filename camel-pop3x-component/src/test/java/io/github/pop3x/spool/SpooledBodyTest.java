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
package io.github.pop3x.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import io.github.pop3x.testing.SpoolFiles;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.StreamCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SpooledBodyTest {

    private static final String MAIL = "Subject: private\r\n\r\nbody\r\n";

    @TempDir
    Path parent;

    private final DefaultCamelContext camel = new DefaultCamelContext();

    /** The threshold decides where the octets are: 0 for a file, 100 for memory. */
    private SpooledBody body(int threshold) throws IOException {
        return new SpooledBody(new Spool(threshold, new SpoolMemory(Long.MAX_VALUE), new SpoolDirectory(parent))
                .spool(new ByteArrayInputStream(MAIL.getBytes(StandardCharsets.US_ASCII))));
    }

    private boolean fileIsThere() throws IOException {
        return !SpoolFiles.messages(parent).isEmpty();
    }

    private static String read(StreamCache body) throws IOException {
        return new String(((SpooledBody) body).readAllBytes(), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void resetReadsFromTheStartAgain(int threshold) throws IOException {
        SpooledBody body = body(threshold);
        assertEquals(threshold > 0, body.inMemory());
        assertEquals(MAIL.length(), body.length());
        assertEquals('S', body.read());
        assertEquals(1, body.position());
        body.reset();
        assertEquals(0, body.position());
        for (int reading = 0; reading < 3; reading++) {
            assertEquals(MAIL, read(body));
            assertEquals(MAIL.length(), body.position());
            assertEquals(-1, body.read());
            body.reset();
        }
        body.close();
        body.reset();
        assertEquals(MAIL, read(body));
        body.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void writingItWritesAllOfIt(int threshold) throws IOException {
        SpooledBody body = body(threshold);
        body.read();
        for (int writing = 0; writing < 2; writing++) {
            ByteArrayOutputStream target = new ByteArrayOutputStream();
            body.writeTo(target);
            assertEquals(MAIL, target.toString(StandardCharsets.US_ASCII));
        }
        body.release();
    }

    @Test
    void releasingItRemovesTheFileAndEndsTheReading() throws IOException {
        SpooledBody body = body(0);
        assertTrue(fileIsThere());
        body.read();
        body.release();
        assertFalse(fileIsThere());
        body.release();
        body.reset();
        assertThrows(IOException.class, body::read);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void aCopyIsIndependentAndIsReleasedWhenItsExchangeIsDone(int threshold) throws Exception {
        SpooledBody body = body(threshold);
        body.read();
        Exchange exchange = new DefaultExchange(camel);
        StreamCache copy = body.copy(exchange);
        assertEquals(MAIL, read(copy));
        assertEquals(1, body.position());
        body.release();
        assertEquals(threshold == 0, fileIsThere());
        copy.reset();
        assertEquals(MAIL, read(copy));
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
        assertFalse(fileIsThere());
        copy.reset();
        if (threshold == 0) {
            assertThrows(IOException.class, () -> read(copy));
        } else {
            assertEquals(MAIL, read(copy));
        }
    }

    @Test
    void whatIsInMemoryCanBeReadAfterTheReleaseAndNoLongerCounts() throws IOException {
        SpoolMemory memory = new SpoolMemory(1_000);
        SpooledBody body = new SpooledBody(new Spool(100, memory, new SpoolDirectory(parent))
                .spool(new ByteArrayInputStream(MAIL.getBytes(StandardCharsets.US_ASCII))));
        body.read();
        body.release();
        assertEquals(0, memory.taken());
        assertEquals(MAIL.substring(1), read(body));
        SpooledBody another = body.another();
        assertNotSame(body, another);
        assertEquals(MAIL, read(another));
        assertEquals(MAIL, read(another.copy(new DefaultExchange(camel))));
        another.release();
        body.reset();
        assertEquals(MAIL, read(body));
        assertEquals(0, memory.taken());
    }

    @Test
    void aBodyThatHoldsItsFileUntilItIsUnreachableIsNotReleasedBefore() throws Exception {
        SpooledMessage message = new Spool(0, new SpoolMemory(0), new SpoolDirectory(parent))
                .spool(new ByteArrayInputStream(MAIL.getBytes(StandardCharsets.US_ASCII)));
        SpooledBody body = new SpooledBody(message, true);
        Exchange exchange = new DefaultExchange(camel);
        StreamCache copy = body.copy(exchange);
        body.release();
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
        assertEquals(MAIL, read(body));
        assertEquals(MAIL, read(copy));
        ((SpooledBody) copy).discard();
        body.discard();
        assertFalse(fileIsThere());
    }

    @Test
    void aCopyForAPartOfALargerUnitOfWorkOutlivesThePart() throws Exception {
        SpooledBody body = body(0);
        Exchange part = new DefaultExchange(camel);
        part.setProperty(
                ExchangePropertyKey.STREAM_CACHE_UNIT_OF_WORK,
                camel.getCamelContextExtension().getClass());
        StreamCache copy = body.copy(part);
        body.release();
        UnitOfWorkHelper.doneSynchronizations(part, part.getExchangeExtension().handoverCompletions());
        assertEquals(MAIL, read(copy));
        ((SpooledBody) copy).release();
        assertFalse(fileIsThere());
    }

    @Test
    void aReleasedBodyWhoseFileIsGoneCannotBeCopied() throws IOException {
        SpooledBody body = body(0);
        body.release();
        assertThrows(IllegalStateException.class, () -> body.copy(new DefaultExchange(camel)));
    }

    @Test
    void theFileOfAnUnreachableBodyIsRemoved() throws IOException {
        lose(body(0));
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    System.gc();
                    return !fileIsThere();
                });
    }

    private static void lose(SpooledBody body) throws IOException {
        assertEquals(MAIL, read(body));
    }

    @Test
    void anInterruptedThreadCanReadIt() throws IOException {
        SpooledBody body = body(0);
        Thread.currentThread().interrupt();
        try {
            assertEquals(MAIL, read(body));
            body.release();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void itsPrintedFormHoldsNothingOfTheMail() throws IOException {
        SpooledBody body = body(100);
        assertEquals("SpooledBody[" + MAIL.length() + " octets]", body.toString());
        body.release();
    }
}
