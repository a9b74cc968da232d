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
package io.github.pop3x.examples.mailboxmonitor;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.apache.camel.util.json.JsonObject;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An answer to a request.
 *
 * @param status of HTTP
 * @param type the media type of the body
 * @param body octets
 */
record Answer(int status, String type, byte[] body) {

    static Answer json(int status, Map<String, Object> values) {
        return new Answer(
                status, "application/json", new JsonObject(values).toJson().getBytes(UTF_8));
    }

    /** A refusal, with a sentence that says why. */
    static Answer refusal(int status, String why) {
        return json(status, Map.of("error", why));
    }

    static Answer text(String type, String text) {
        return new Answer(200, type, text.getBytes(UTF_8));
    }

    /** A file of the page. */
    static Answer file(String name, String type) throws IOException {
        try (InputStream file = Answer.class.getResourceAsStream("/page/" + name)) {
            if (file == null) {
                throw new IOException("the page has no file " + name);
            }
            return new Answer(200, type, file.readAllBytes());
        }
    }
}
