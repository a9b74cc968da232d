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
package io.github.pop3x.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.mail.internet.MailDateFormat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** There is no mail whose fields cannot be read; what is read can be written and read again. */
class HeaderFieldsFuzzTest {

    @FuzzTest
    void mail(byte[] octets) throws IOException {
        HeaderFields fields = HeaderFields.read(new ByteArrayInputStream(octets));
        StringBuilder written = new StringBuilder();
        int length = 0;
        for (Map.Entry<String, List<String>> field : fields.all().entrySet()) {
            assertFalse(field.getKey().isEmpty());
            assertTrue(field.getKey().chars().allMatch(c -> c > ' ' && c < 127 && c != ':'));
            assertEquals(field.getValue().get(0), fields.first(field.getKey()));
            for (String value : field.getValue()) {
                assertFalse(value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == '\0'), "a line can be forged");
                written.append(field.getKey()).append(": ").append(value).append("\r\n");
                length += field.getKey().length() + value.length() + 1;
            }
        }
        assertTrue(length <= octets.length, "more than came");
        assertEquals(fields.all(), read(written.toString()).all());
        assertDateIsADateOrNone(fields.first("Date"));
    }

    private static HeaderFields read(String header) throws IOException {
        String mail = header + "\r\nbody: this is no field\r\n";
        return HeaderFields.read(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertDateIsADateOrNone(String date) {
        if (date != null) {
            try {
                new MailDateFormat().parse(date);
            } catch (ParseException documented) {
                assertFalse(documented.getMessage().isEmpty());
            }
        }
    }
}
