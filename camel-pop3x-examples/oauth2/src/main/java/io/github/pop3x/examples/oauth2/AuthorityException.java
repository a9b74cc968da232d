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
package io.github.pop3x.examples.oauth2;

import java.io.IOException;

/** The authority refuses, by an error code of RFC 6749 §4.1.2.1, §5.2 or RFC 8628 §3.5. */
final class AuthorityException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code the error code
     * @param description what the authority says about it, or null
     */
    AuthorityException(String code, String description) {
        super("The authority refuses: " + code + (description == null ? "" : " (" + description + ")"));
        this.code = code;
    }

    String code() {
        return code;
    }
}
