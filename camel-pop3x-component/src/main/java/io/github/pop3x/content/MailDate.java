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
import java.util.regex.Matcher;
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

    private static final Pattern DATE =
            Pattern.compile("\\s*(?:[A-Za-z]{2,9}\\.?\\s*,?\\s*)?(\\d{1,2})[\\s-]+([A-Za-z]{3,9})\\.?[\\s-]+"
                    + "(\\d{2}|\\d{4}),?\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,9})?)?\\s*(\\S.*)?");

    private static final Pattern OFFSET =
            Pattern.compile("(?i)(?:UTC?|GMT)?\\s*([+-])(\\d{2}):?(\\d{2})(?:\\s+[A-Z]{2,5})?");

    /** Seconds from UTC in the zones that are farthest from it. */
    private static final int EARLIEST = -12 * 3600;

    private static final int LATEST = 14 * 3600;

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
        Matcher date = DATE.matcher(withoutComments(field).strip());
        if (!date.matches() || date.group(7) == null) {
            return OptionalLong.empty();
        }
        int seconds = date.group(6) == null ? 0 : Integer.parseInt(date.group(6));
        try {
            LocalDateTime time = LocalDateTime.of(
                    year(date.group(3)),
                    month(date.group(2).toLowerCase(Locale.ROOT)),
                    Integer.parseInt(date.group(1)),
                    Integer.parseInt(date.group(4)),
                    Integer.parseInt(date.group(5)),
                    // A leap second has no place of its own in the time that computers keep.
                    seconds == 60 ? 59 : seconds);
            return OptionalLong.of(time.toEpochSecond(zone(date.group(7).strip())) * 1000);
        } catch (DateTimeException impossible) {
            return OptionalLong.empty();
        }
    }

    private static String withoutComments(String field) {
        String text = field;
        while (text.indexOf('(') >= 0) {
            text = COMMENT.matcher(text).replaceAll(" ");
        }
        return text;
    }

    /** A name, or at least three letters of it: {@code marras} is November in Finnish. */
    private static int month(String name) {
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
        if (full < 1900) {
            throw new DateTimeException("no year of a mail");
        }
        return full;
    }

    private static ZoneOffset zone(String text) {
        Integer hours = ZONES.get(text.toUpperCase(Locale.ROOT));
        if (hours != null) {
            return ZoneOffset.ofHours(hours);
        }
        Matcher offset = OFFSET.matcher(text);
        if (!offset.matches()) {
            throw new DateTimeException("no zone that is clear");
        }
        int sign = offset.group(1).equals("-") ? -1 : 1;
        ZoneOffset zone = ZoneOffset.ofHoursMinutes(
                sign * Integer.parseInt(offset.group(2)), sign * Integer.parseInt(offset.group(3)));
        if (zone.getTotalSeconds() < EARLIEST || zone.getTotalSeconds() > LATEST) {
            throw new DateTimeException("no zone of the earth");
        }
        return zone;
    }
}
