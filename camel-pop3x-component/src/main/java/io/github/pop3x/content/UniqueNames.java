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

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.github.pop3x.mime.FileName;
import io.github.pop3x.option.DuplicateNames;

/**
 * Values, each under a name of its own. Letter case makes no difference, since to some file systems it makes none.
 *
 * @param <T> what is named
 */
final class UniqueNames<T> {

    private final DuplicateNames rule;
    private final Map<String, T> things = new LinkedHashMap<>();

    /** By a name in lower case: the name as it is used, or null if its bearer was renamed since. */
    private final Map<String, String> used = new HashMap<>();

    /** By a name in lower case: the last number that was put to it. */
    private final Map<String, Integer> counts = new HashMap<>();

    /** @param rule says what becomes of the second with the same name */
    UniqueNames(DuplicateNames rule) {
        this.rule = rule;
    }

    /**
     * Adds a thing.
     *
     * @return false if the name was there before, and the thing is not under a UUID
     */
    boolean add(String name, T thing) {
        String key = key(name);
        if (!used.containsKey(key)) {
            put(name, thing);
            return true;
        }
        switch (rule) {
            case NUMBER -> put(numbered(name), thing);
            case UUID_PREFIX, UUID_SUFFIX -> {
                String first = used.put(key, null);
                if (first != null) {
                    put(withUuid(first), things.remove(first));
                }
                put(withUuid(name), thing);
                return true;
            }
            case NEVER -> {
                // Another rule of the option avoids this.
            }
        }
        return false;
    }

    /** All, by their names. */
    Map<String, T> all() {
        return things;
    }

    private void put(String name, T thing) {
        things.put(name, thing);
        used.put(key(name), name);
    }

    private String numbered(String name) {
        while (true) {
            int number = counts.merge(key(name), 2, (before, unused) -> before + 1);
            String numbered = FileName.withSuffix(name, "-" + number);
            if (!used.containsKey(key(numbered))) {
                return numbered;
            }
        }
    }

    private String withUuid(String name) {
        String uuid = UUID.randomUUID().toString();
        return rule == DuplicateNames.UUID_PREFIX ? uuid + "_" + name : FileName.withSuffix(name, "_" + uuid);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
