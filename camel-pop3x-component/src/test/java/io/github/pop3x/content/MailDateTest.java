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
package io.github.pop3x.content;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The time in a Date field is the right one or none. */
class MailDateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tue, 03 Mar 2026 09:15:07 +0100 | 2026-03-03T08:15:07Z",
                "Tue, 3 Mar 2026 09:15:07 +0100 (CET (winter)) | 2026-03-03T08:15:07Z",
                "3 mar 26 09:15 gmt | 2026-03-03T09:15:00Z",
                "Tue 3-March-2026 09:15 EST | 2026-03-03T14:15:00Z",
                "3 Mar 99 09:15 -0000 | 1999-03-03T09:15:00Z",
                "Tue, 03 Mar 2026 09:15:00 +01:00 | 2026-03-03T08:15:00Z",
                "Tue, 03 Mar 2026 09:15:00 GMT+0100 | 2026-03-03T08:15:00Z",
                "Fri, 03 Jul 2026 09:15:00 CEST | 2026-07-03T07:15:00Z",
                "Tue, 3 Sept 2024 09:15:00 +1400 | 2024-09-02T19:15:00Z",
                "Tue, 3 Mar 2026 21:15:00 NZDT | 2026-03-03T08:15:00Z",
                "Tue, 3 Mar 2026 09:15:00 +0100 (CET (winter | 2026-03-03T08:15:00Z",
                "Tue, 30 Jun 2015 23:59:60 +0000 | 2015-06-30T23:59:59Z",
                "Tue., 3 - Mar. - 2026, 9:15:00.123 UT  +0100 CET | 2026-03-03T08:15:00Z",
                "3 Mar 2026 09:15Z | 2026-03-03T09:15:00Z"
            })
    void timeIsRead(String field, String time) {
        assertEquals(Instant.parse(time).toEpochMilli(), MailDate.parse(field).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "31 Feb 2026 09:15:00 +0100",
                "15 Dec 2010 59:10 -0500",
                "15 Dec 2010 25:10:00 -0500",
                "15 Dec 2010 10:61 -0500",
                "15 Foo 2010 10:10 -0500",
                "15 Dec 2010 10:10",
                "15 Dec 2010 10:10 +9900",
                "15 Dec 2010 10:10 +1800",
                "15 Dec 2010 10:10 +0175",
                "15 Dec 2010 24:00:00 +0100",
                "15 Dec 2010 10:10 PM +0100",
                "15 Dec 110 10:10 +0100",
                "3 Marras 2026 09:15 +0200",
                "3 Mai 2026 09:15 +0200",
                "15 Dec 2010 10:10 IST",
                "15 Dec 0010 10:10 GMT",
                "15 Dec 2010 10:10 GMT and more",
                "15 Dec 2010 10:10 WET +0000",
                "15 Dec 2010 10:10 +0000CET",
                "15 Dec 2010 10:10:5 +0000",
                "15 Dec 2010 10:10:00. +0000",
                "15 Dec 2010 10:10 +000",
                "15 Dec 2010 10:10 \u0660000",
                "15 Dec 2010 \u0661\u0660:10 +0000",
                "15Dec 2010 10:10 +0000",
                "15 Dec 201010:10 +0000",
                "T, 15 Dec 2010 10:10 +0000",
                "3/3/2026",
                "2026-03-03T09:15:00+01:00"
            })
    void anythingElseIsNone(String field) {
        assertTrue(MailDate.parse(field).isEmpty());
    }

    @Test
    void aLongFieldIsNone() {
        assertTrue(MailDate.parse("1 Jan 2026 10:10 GMT" + " ".repeat(1000)).isEmpty());
    }
}
