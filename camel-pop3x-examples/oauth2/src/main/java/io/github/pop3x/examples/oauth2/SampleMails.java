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

import java.util.List;
import java.util.stream.Stream;

/** Some mails. */
final class SampleMails {

    private SampleMails() {}

    /** All of them, as they are on the wire. */
    static List<String> all() {
        return Stream.of("Order 4711", "Order 4712", "Order 4713")
                .map(subject -> "From: bea@example.org\r\nTo: " + BearerMailbox.USERNAME + "\r\nSubject: " + subject
                        + "\r\nMessage-ID: <" + subject.replace(' ', '-') + "@example.org>\r\n\r\nOne, please.\r\n")
                .toList();
    }
}
