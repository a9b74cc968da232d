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
package io.github.pop3x.springboot;

import java.util.Optional;

/** A property of a scheme is no option of it. */
final class UnknownOptionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param property the whole name
     * @param origin where it is set, if that is known
     * @param action what to do about it, a sentence
     */
    UnknownOptionException(String property, Optional<String> origin, String action) {
        super(property + " is no option"
                + origin.map(place -> " (" + place + ")").orElse(""));
        this.action = action;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
