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
package io.github.pop3x.client.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The meaning of refusals without a response code: a table of the words that servers use. The first line that fits
 * decides.
 *
 * <p>A wrong password must never pass for a lock: it would be tried at each poll, until the account is blocked. So
 * where the words speak of the password, whatever else they say, it is the credentials.
 */
public final class RefusalWords {

    private static final Map<Pattern, RefusalMeaning> TABLE = new LinkedHashMap<>();

    static {
        // Exchange: "Logon failure: unknown user name or bad password." QQ names every reason that there is at once.
        put("password|credentials", RefusalMeaning.CREDENTIALS);
        put("(failed|invalid|wrong|incorrect|bad) (login|logon|authentication)s?", RefusalMeaning.CREDENTIALS);
        // Older Dovecot, and proxies in front of it: "Temporary authentication failure."
        put("temporar(y|ily)", RefusalMeaning.TEMPORARY);
        // UW imapd: "Can't get lock.  Mailbox in use". RFC 1939 §7, Cyrus: "unable to lock maildrop".
        put(
                "(unable to|cannot|can't|can not|could not|couldn't) (lock|get lock|a?c?quire (a )?lock|obtain (a )?lock)",
                RefusalMeaning.IN_USE);
        // Qpopper: "…lock busy!  Is another session active?" RFC 2449: "Do you have another POP session running?"
        put("lock (is )?busy|another (pop3? )?session", RefusalMeaning.IN_USE);
        // An account that is blocked is no lock that another session will give back.
        put("account.{0,40}(locked|disabled|suspended|blocked)", RefusalMeaning.CREDENTIALS);
        // hMailServer, Bongo, VPOP3, GNU mailutils, proxies; RFC 1939 §7: "maildrop already locked".
        put(
                "(mail ?box|mail ?drop).{0,40}(locked by|already locked|is locked|(already|currently) in use)",
                RefusalMeaning.IN_USE);
        put("(mail ?box|mail ?drop) (locked|in use|is busy)", RefusalMeaning.IN_USE);
        put("(mail ?box|mail ?drop|account) is (already |currently )?in use", RefusalMeaning.IN_USE);
        // Hotmail: "Exceeded the login limit for a 15 minute period. Reduce the frequency of requests …"
        put("exceeded the login limit|login limit (was |has been )?exceeded", RefusalMeaning.TOO_SOON);
        put("reduce the frequency|frequency limit", RefusalMeaning.TOO_SOON);
        // Cyrus: "Logins must be at least 5 minutes apart". GNU mailutils: "… within the minimum login delay interval".
        put("logins? must be at least|minimum login delay|login[- ](delay|interval)", RefusalMeaning.TOO_SOON);
        // RFC 2449 §8.1.1: "minimum time between mail checks violation".
        put("minimum time between|(too|so) (often|soon|frequently)|too frequent", RefusalMeaning.TOO_SOON);
        put("too many (recent )?(logins|login attempts|requests)|rate limit", RefusalMeaning.TOO_SOON);
        put(
                "(logon|login|authentication|authorization) fail|access denied|unknown user|no such user",
                RefusalMeaning.CREDENTIALS);
        // Exchange: "Server Unavailable. 21"
        put(
                "too many (simultaneous |concurrent )?connections|maximum (number of )?connections",
                RefusalMeaning.TEMPORARY);
        put(
                "(server|service) (is )?(unavailable|too busy|busy)|overloaded|shutting down|maintenance",
                RefusalMeaning.TEMPORARY);
        put("try( again)? later|internal (server )?error|system problem", RefusalMeaning.TEMPORARY);
    }

    /** Gmail says {@code [AUTH]} of an account that is well, and asks for too much. */
    private static final Pattern TOO_MUCH = Pattern.compile("exceeded .{0,40}(command|bandwidth) limit");

    private static final Pattern PERIOD =
            Pattern.compile("(?<![0-9])([0-9]{1,4})[ -]*(seconds?|secs?|minutes?|mins?|hours?)\\b");

    private static final int LONGEST = 512;

    private RefusalWords() {}

    private static void put(String words, RefusalMeaning meaning) {
        TABLE.put(Pattern.compile(words), meaning);
    }

    private static String plain(String text) {
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return bounded.toLowerCase(Locale.ROOT).replaceAll("[ \t]+", " ");
    }

    static boolean meanTooSoon(String text) {
        return TOO_MUCH.matcher(plain(text)).find();
    }

    static RefusalMeaning meaning(String text) {
        String words = plain(text);
        return TABLE.entrySet().stream()
                .filter(line -> line.getKey().matcher(words).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(RefusalMeaning.OTHER);
    }

    /** The time that words name, as "a 15 minute period" does; empty if they name none. */
    public static Optional<Duration> period(String text) {
        Matcher period = PERIOD.matcher(plain(text));
        if (!period.find()) {
            return Optional.empty();
        }
        long number = Long.parseLong(period.group(1));
        return Optional.of(
                switch (period.group(2).charAt(0)) {
                    case 's' -> Duration.ofSeconds(number);
                    case 'm' -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                });
    }
}
