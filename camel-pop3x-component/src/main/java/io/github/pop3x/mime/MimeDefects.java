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

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The defects of one mail: each kind of defect once, where it was met first, so that a hostile mail cannot make the
 * list long. For one thread.
 */
public final class MimeDefects {

    private final Map<MimeDefect, String> firstPlaces = new EnumMap<>(MimeDefect.class);
    private boolean unreadable;

    /** None so far. */
    public MimeDefects() {}

    /**
     * Notes a defect.
     *
     * @param place the {@linkplain MimeEntity#path() path} of the entity that has it
     */
    public void add(MimeDefect defect, String place) {
        firstPlaces.putIfAbsent(defect, place);
        unreadable |= defect.isUnreadable();
    }

    /** The kinds, in the order of their declaration. */
    public Set<MimeDefect> kinds() {
        return Set.copyOf(firstPlaces.keySet());
    }

    /** Tells whether nothing was found wrong. */
    public boolean isEmpty() {
        return firstPlaces.isEmpty();
    }

    /** Tells whether the mail cannot be taken apart: only its fields and its raw octets are to be relied upon. */
    public boolean isStructureUnreadable() {
        return unreadable;
    }

    /** Such as {@code unknown-charset in part 1.2, unclosed-multipart}: what is wrong, and in which part it is first. */
    @Override
    public String toString() {
        return firstPlaces.entrySet().stream()
                .map(defect -> defect.getKey() + (defect.getValue().isEmpty() ? "" : " in part " + defect.getValue()))
                .collect(Collectors.joining(", "));
    }
}
