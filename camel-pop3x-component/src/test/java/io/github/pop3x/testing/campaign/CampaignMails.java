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
package io.github.pop3x.testing.campaign;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The mails of a campaign by unique id: small, so that a session can be cut at each octet. The second one has a line that
 * must be stuffed (RFC 1939 §3); two hold lines that look like answers.
 */
final class CampaignMails {

    static final Map<String, byte[]> BY_UID = new LinkedHashMap<>();

    static {
        BY_UID.put("a", octets("Subject: one\r\n\r\nHello\r\n"));
        BY_UID.put("b", octets("Subject: two\r\n\r\n.\r\n..dots\r\n"));
        BY_UID.put("c", octets("Subject: three\r\n\r\n+OK is text here\r\n"));
        BY_UID.put("d", octets("Subject: four\r\n\r\n"));
        BY_UID.put("e", octets("Subject: five\r\n\r\n-ERR too\r\n"));
    }

    private CampaignMails() {}

    private static byte[] octets(String mail) {
        return mail.getBytes(StandardCharsets.US_ASCII);
    }
}
