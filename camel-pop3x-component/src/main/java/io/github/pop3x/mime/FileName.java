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

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * File names of parts, safe on every file system. The sender's own name is an attacker's input: path parts and drives
 * are cut off (CVE-2018-8041), what is special to a system or to Camel's Simple language is replaced, and devices are
 * renamed.
 */
public final class FileName {

    /** File systems want at most 255 octets; some are left for a number, and for what a route puts before or after. */
    private static final int LONGEST = 200;

    private static final int LONGEST_EXTENSION = 20;

    /** Formatting characters turn a name around, except the joiners, which Persian and emoji are written with. */
    private static final Pattern SPECIAL =
            Pattern.compile("[<>:\"|?*\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\u200c\u200d\t]]");

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");
    private static final Pattern SIMPLE_LANGUAGE = Pattern.compile("\\$(?=\\{|simple\\{)");
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\\..*)?");

    private FileName() {}

    /**
     * The sender's name for a part, made safe.
     *
     * @param decode whether encoded words in it are decoded, before it is made safe
     * @return null if there is none, or nothing is left of it
     */
    public static String of(MimeEntity part, boolean decode) {
        String name = part.fileName();
        if (name == null) {
            return null;
        }
        String safe = safe(decode ? EncodedWords.decode(name, () -> {}) : name);
        if (safe.isEmpty()) {
            return null;
        }
        return part.isResourceFork() && !safe.startsWith("._") ? "._" + safe : safe;
    }

    /** A name for a part that has none: its place in the mail, and what its type is usually called. */
    public static String numbered(MimeEntity part) {
        String number = part.path().isEmpty() ? "" : "-" + part.path();
        return "part" + number + FileExtensions.of(part.type());
    }

    /** The same name with something put before its extension. */
    public static String withSuffix(String name, String suffix) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) + suffix + name.substring(dot) : name + suffix;
    }

    /** What of a name is safe; empty if nothing is. */
    static String safe(String name) {
        String leaf = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String withoutDrive = DRIVE.matcher(leaf).lookingAt() ? leaf.substring(2) : leaf;
        String replaced = SPECIAL.matcher(withoutDrive.replace('\t', ' ')).replaceAll("_");
        String safe = shorten(trim(SIMPLE_LANGUAGE.matcher(replaced).replaceAll("_")));
        return DEVICE.matcher(safe).matches() ? "_" + safe : safe;
    }

    /** Windows takes dots and blanks off the end; a name of dots alone is a directory. */
    private static String trim(String name) {
        int end = name.length();
        while (end > 0 && (name.charAt(end - 1) == '.' || Character.isWhitespace(name.charAt(end - 1)))) {
            end--;
        }
        return name.substring(0, end).strip();
    }

    private static String shorten(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && octets(name.substring(dot)) <= LONGEST_EXTENSION ? name.substring(dot) : "";
        String stem = name.substring(0, name.length() - extension.length());
        int room = LONGEST - octets(extension);
        // No character has less than one octet, and none may be cut in two.
        int end = Math.min(stem.length(), room);
        if (end < stem.length() && Character.isLowSurrogate(stem.charAt(end))) {
            end--;
        }
        while (octets(stem.substring(0, end)) > room) {
            end = stem.offsetByCodePoints(end, -1);
        }
        return end == stem.length() ? name : trim(stem.substring(0, end)) + extension;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
