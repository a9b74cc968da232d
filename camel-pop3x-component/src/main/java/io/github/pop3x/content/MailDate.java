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

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the time in a Date field (RFC 5322 §3.3, §4.3). A time that is incomplete, impossible, or in a zone that is not clear
 * does not count, since a wrong time would be worse than no time. Stateless.
 */
final class MailDate {

    private static final int LONGEST = 200;

    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    /** The last one may lack its end. */
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*+(?:\\)|$)");

    /** Seconds from UTC in the zones that are farthest from it. */
    private static final int EARLIEST = -12 * 3600;

    private static final int LATEST = 14 * 3600;

    /** What may stand before an offset. */
    private static final Set<String> UTC = Set.of("UT", "UTC", "GMT");

    /** Hours from UTC. Abbreviations that several zones share, such as IST, are not among them. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("UT", 0),
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("Z", 0),
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CST", -6),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7),
            Map.entry("AKST", -9),
            Map.entry("AKDT", -8),
            Map.entry("HST", -10),
            Map.entry("WET", 0),
            Map.entry("WEST", 1),
            Map.entry("MET", 1),
            Map.entry("MEST", 2),
            Map.entry("CET", 1),
            Map.entry("MEZ", 1),
            Map.entry("CEST", 2),
            Map.entry("MESZ", 2),
            Map.entry("EET", 2),
            Map.entry("EEST", 3),
            Map.entry("HKT", 8),
            Map.entry("JST", 9),
            Map.entry("KST", 9),
            Map.entry("AEST", 10),
            Map.entry("AEDT", 11),
            Map.entry("NZST", 12),
            Map.entry("NZDT", 13));

    private MailDate() {}

    /** The milliseconds since the epoch, or none if the field does not say a time. */
    static OptionalLong parse(String field) {
        if (field.length() > LONGEST) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(millis(new DateScanner(withoutComments(field).strip())));
        } catch (DateTimeException impossible) {
            return OptionalLong.empty();
        }
    }

    /** By a scanner, since this is done for every message: a regular expression takes several times as long. */
    private static long millis(DateScanner date) {
        skipDayOfWeek(date);
        int day = date.number(1, 2);
        date.separator();
        int month = month(date.letters(3, 9));
        date.skip('.');
        date.separator();
        int year = year(date.digits(2, 4));
        date.skip(',');
        date.blanks();
        int hour = date.number(1, 2);
        date.require(':');
        int minute = date.number(2, 2);
        int second = second(date);
        date.skipBlanks();
        return LocalDateTime.of(year, month, day, hour, minute, second).toEpochSecond(zone(date)) * 1000;
    }

    private static void skipDayOfWeek(DateScanner date) {
        if (date.isAtLetter()) {
            date.letters(2, 9);
            date.skip('.');
            date.skipBlanks();
            date.skip(',');
            date.skipBlanks();
        }
    }

    /** It may be left out, and so may its fraction. */
    private static int second(DateScanner date) {
        if (!date.skip(':')) {
            return 0;
        }
        int second = date.number(2, 2);
        if (date.skip('.')) {
            date.digits(1, 9);
        }
        // A leap second has no place of its own in the time that computers keep.
        return second == 60 ? 59 : second;
    }

    private static String withoutComments(String field) {
        String text = field;
        while (text.indexOf('(') >= 0) {
            text = COMMENT.matcher(text).replaceAll(" ");
        }
        return text;
    }

    /** A name, or at least three letters of it: {@code marras} is November in Finnish. */
    private static int month(String letters) {
        String name = letters.toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).startsWith(name)) {
                return i + 1;
            }
        }
        throw new DateTimeException("no month");
    }

    /** RFC 5322 §4.3: two digits from 00 to 49 are of this century. */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        int full = digits.length() == 4 ? year : year < 50 ? 2000 + year : 1900 + year;
        if (full < 1900 || digits.length() == 3) {
            throw new DateTimeException("no year of a mail");
        }
        return full;
    }

    /** A name, or an offset that the name of UTC may stand before, and any name behind. */
    private static ZoneOffset zone(DateScanner text) {
        String name = text.isAtLetter() ? text.letters(1, 4) : "";
        text.skipBlanks();
        if (text.isAtEnd()) {
            return namedZone(name);
        }
        if (!name.isEmpty() && !UTC.contains(name.toUpperCase(Locale.ROOT))) {
            throw new DateTimeException("an offset from a zone that is not UTC");
        }
        int sign = text.sign();
        int hours = text.number(2);
        text.skip(':');
        ZoneOffset zone = ZoneOffset.ofHoursMinutes(sign * hours, sign * text.number(2));
        if (!text.isAtEnd()) {
            text.blanks();
            text.letters(2, 5);
            text.requireEnd();
        }
        if (zone.getTotalSeconds() < EARLIEST || zone.getTotalSeconds() > LATEST) {
            throw new DateTimeException("no zone of the earth");
        }
        return zone;
    }

    private static ZoneOffset namedZone(String name) {
        Integer hours = ZONES.get(name.toUpperCase(Locale.ROOT));
        if (hours == null) {
            throw new DateTimeException("no zone that is clear");
        }
        return ZoneOffset.ofHours(hours);
    }
}
