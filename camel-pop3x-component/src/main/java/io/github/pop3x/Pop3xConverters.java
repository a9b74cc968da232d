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
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.github.pop3x.content.EncodedText;
import io.github.pop3x.content.SpooledMail;
import io.github.pop3x.content.SpooledText;
import io.github.pop3x.mime.MimeDefects;
import io.github.pop3x.mime.MimeEntity;
import io.github.pop3x.mime.MimeLimits;
import io.github.pop3x.mime.MimeReader;
import io.github.pop3x.mime.OctetSource;
import io.github.pop3x.mime.TextCharset;
import io.github.pop3x.spool.SpooledBody;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/** Type converters of a mail's octets and of a long text. Each reads from the start, and leaves the body at its start. */
@Converter(generateLoader = true)
public final class Pop3xConverters {

    private Pop3xConverters() {}

    /**
     * The whole mail as text, in the charset that it declares or is written in, never the platform's.
     *
     * @throws IOException if the octets cannot be read
     */
    @Converter
    public static String toString(SpooledBody octets) throws IOException {
        Charset charset = charsetOf(() -> {
            octets.reset();
            return octets;
        });
        octets.reset();
        String text = new String(octets.readAllBytes(), charset);
        octets.reset();
        return text;
    }

    private static Charset charsetOf(OctetSource octets) throws IOException {
        MimeEntity mail = MimeReader.read(octets, MimeLimits.DEFAULT, new MimeDefects());
        return TextCharset.ofWhole(mail, octets);
    }

    /**
     * The mail as Jakarta Mail has it. It is in memory as a whole.
     *
     * @throws IOException if the octets cannot be read
     * @throws MessagingException if Jakarta Mail cannot read its header
     */
    @Converter
    public static MimeMessage toMimeMessage(SpooledBody octets) throws IOException, MessagingException {
        octets.reset();
        MimeMessage message = new MimeMessage((Session) null, octets);
        octets.reset();
        return message;
    }

    /**
     * The octets of a mapped mail as a stream of its own, that the reader closes: any number may be read at a time.
     */
    @Converter
    public static InputStream toInputStream(SpooledMail octets) {
        return octets.open();
    }

    /**
     * The octets of a mapped mail, however many.
     *
     * @throws IOException if the octets cannot be read
     */
    @Converter
    public static byte[] toBytes(SpooledMail octets) throws IOException {
        try (InputStream source = octets.open()) {
            return source.readAllBytes();
        }
    }

    /**
     * The whole of a mapped mail as text, in the charset that it declares or is written in, never the platform's.
     *
     * @throws IOException if the octets cannot be read
     */
    @Converter
    public static String toString(SpooledMail octets) throws IOException {
        return new String(toBytes(octets), charsetOf(octets));
    }

    /**
     * A mapped mail as Jakarta Mail has it. It is in memory as a whole.
     *
     * @throws IOException if the octets cannot be read
     * @throws MessagingException if Jakarta Mail cannot read its header
     */
    @Converter
    public static MimeMessage toMimeMessage(SpooledMail octets) throws IOException, MessagingException {
        try (InputStream source = octets.open()) {
            return new MimeMessage((Session) null, source);
        }
    }

    /**
     * A long text as one string, however long it is.
     *
     * @throws IOException if the octets cannot be read
     */
    @Converter
    public static String toString(SpooledText text) throws IOException {
        text.reset();
        StringWriter all = new StringWriter();
        text.transferTo(all);
        text.reset();
        return all.toString();
    }

    /**
     * A long text as octets, encoded while they are read, in the exchange's charset.
     *
     * @param exchange may be null, for UTF-8
     */
    @Converter
    public static InputStream toInputStream(SpooledText text, Exchange exchange) {
        text.reset();
        return new EncodedText(text, charsetOf(exchange));
    }

    /**
     * A long text as octets, however many, in the exchange's charset.
     *
     * @param exchange may be null, for UTF-8
     * @throws IOException if the octets cannot be read
     */
    @Converter
    public static byte[] toBytes(SpooledText text, Exchange exchange) throws IOException {
        return toString(text).getBytes(charsetOf(exchange));
    }

    private static Charset charsetOf(Exchange exchange) {
        String name = ExchangeHelper.getCharsetName(exchange, false);
        return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    }
}
