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
package io.github.pop3x.testing.mail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Small mails with what a route must see of them: {@code .eml} files in the directory that the system property
 * {@value #PROPERTY} names, and a file {@code expected.json} beside them. Stateless.
 */
public final class MailCases {

    /** The system property that names the directory. */
    public static final String PROPERTY = "pop3x.mail.cases";

    private static final String EXPECTED = "expected.json";

    private MailCases() {}

    /**
     * A mail and its expectations.
     *
     * @param expected a JSON object as {@link MailExpectation} reads it
     */
    public record MailCase(byte[] mail, JsonNode expected) {}

    /**
     * Reads all cases.
     *
     * @return by the name of the file, in a fixed order; empty if the property is not set
     */
    public static Map<String, MailCase> all() {
        String directory = System.getProperty(PROPERTY, "");
        var cases = new TreeMap<String, MailCase>();
        if (!directory.isEmpty()) {
            try {
                JsonNode expected = new ObjectMapper().readTree(new File(directory, EXPECTED));
                for (Map.Entry<String, JsonNode> one : expected.properties()) {
                    byte[] mail = Files.readAllBytes(Path.of(directory, one.getKey()));
                    cases.put(one.getKey(), new MailCase(mail, one.getValue()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return cases;
    }
}
