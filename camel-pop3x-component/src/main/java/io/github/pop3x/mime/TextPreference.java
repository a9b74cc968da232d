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

/** Which of two versions of a text is wanted, where a mail has both (RFC 2046 §5.1.4). */
public enum TextPreference {

    /** The text as it is. */
    PLAIN("text/plain"),

    /** The text with its looks. */
    HTML("text/html");

    private final String type;

    TextPreference(String type) {
        this.type = type;
    }

    /** The type of such a text. */
    String type() {
        return type;
    }
}
