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
package io.github.pop3x.testing.parser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** Apache James Mime4j, as permissive as it can be. */
public final class Mime4jParser implements OtherParser {

    public static final String NAME = "Mime4j";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, List<String>> fields(byte[] mail) throws MimeException, IOException {
        Map<String, List<String>> fields = new TreeMap<>();
        MimeTokenStream tokens = parse(mail);
        for (EntityState state = tokens.getState(); state != EntityState.T_END_HEADER; state = tokens.next()) {
            if (state == EntityState.T_FIELD) {
                Field field = tokens.getField();
                String name = OtherParser.nameOf(field.getName());
                fields.computeIfAbsent(name, unused -> new ArrayList<>())
                        .add(
                                OtherParser.holdsMailboxes(name, field.getBody())
                                        ? mailboxes(field.getBody())
                                        : decoded(field.getBody()).strip());
            }
        }
        return fields;
    }

    private static String mailboxes(String field) {
        return LenientAddressParser.DEFAULT.parseAddressList(field).flatten().stream()
                .map(mailbox -> OtherParser.mailbox(mailbox.getName(), mailbox.getAddress()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public OtherPart parts(byte[] mail) throws MimeException, IOException {
        return part(parse(mail));
    }

    private static MimeTokenStream parse(byte[] mail) {
        MimeTokenStream tokens = new MimeTokenStream(MimeConfig.PERMISSIVE, new DefaultBodyDescriptorBuilder());
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(new ByteArrayInputStream(mail));
        return tokens;
    }

    private static String decoded(String text) {
        return DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT);
    }

    /** The entity whose header comes next; what is read of it when this returns is all of it. */
    private static OtherPart part(MimeTokenStream tokens) throws MimeException, IOException {
        EntityState state = tokens.getState();
        while (state != EntityState.T_BODY && state != EntityState.T_START_MULTIPART) {
            state = tokens.next();
        }
        MaximalBodyDescriptor described = (MaximalBodyDescriptor) tokens.getBodyDescriptor();
        List<OtherPart> parts = new ArrayList<>();
        byte[] octets = new byte[0];
        if (state == EntityState.T_BODY) {
            try (InputStream decoded = tokens.getDecodedInputStream()) {
                octets = decoded.readAllBytes();
            }
        } else {
            for (state = tokens.next(); state != EntityState.T_END_MULTIPART; state = tokens.next()) {
                if (state == EntityState.T_START_BODYPART) {
                    parts.add(part(tokens));
                }
            }
        }
        String name = described.getContentDispositionFilename();
        String type = described.getContentTypeParameters().get("name");
        String declared = name == null ? type : name;
        return new OtherPart(
                described.getMimeType(),
                described.getContentDispositionType(),
                declared == null ? null : decoded(declared),
                described.getContentId(),
                described.getContentTypeParameters().get("start"),
                octets,
                text(octets, described.getContentTypeParameters().get("charset")),
                parts);
    }

    /** As its token stream's reader does it. */
    private static String text(byte[] octets, String charset) {
        try {
            return new String(octets, charset == null ? StandardCharsets.US_ASCII : Charset.forName(charset));
        } catch (IllegalArgumentException unknownCharset) {
            return unknownCharset.toString();
        }
    }
}
