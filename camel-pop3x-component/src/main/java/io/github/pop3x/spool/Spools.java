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
package io.github.pop3x.spool;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.spi.StreamCachingStrategy;

/**
 * The spools of a component's endpoints: one memory for all, and a directory of our own in each place that is configured.
 * What is not configured is as Camel's stream caching has it, if that spools to files. Any thread may call it.
 */
public final class Spools {

    private static final long DEFAULT_THRESHOLD = 128 * 1024;

    private final SpoolMemory memory;
    private final Map<Place, SpoolDirectory> directories = new HashMap<>();

    /** A parent directory, null for the JVM's temporary one, and what encrypts the files, null for nothing. */
    private record Place(Path parent, String cipher) {}

    /** @param memory octets that the messages of all endpoints together have in memory */
    public Spools(long memory) {
        this.memory = new SpoolMemory(memory);
    }

    /**
     * The spool of an endpoint. What dead processes left in its place is removed.
     *
     * @param caching Camel's stream caching, whose settings count where an endpoint has none
     * @param parent where the directory is made, or null
     * @param threshold octets up to which a message stays in memory, or null
     * @throws IllegalArgumentException if options could not work
     */
    public Spool spool(StreamCachingStrategy caching, String parent, Integer threshold) {
        boolean spools = caching.isEnabled() && caching.isSpoolEnabled();
        Place place = new Place(
                parent(parent, spools ? caching.getSpoolDirectory() : null), spools ? caching.getSpoolCipher() : null);
        return new Spool(threshold(threshold, spools ? caching.getSpoolThreshold() : 0), memory, directory(place));
    }

    /** No lock is held while leftovers are removed, which reads the disk. */
    private SpoolDirectory directory(Place place) {
        SpoolDirectory made;
        synchronized (directories) {
            SpoolDirectory known = directories.get(place);
            if (known != null) {
                return known;
            }
            made = new SpoolDirectory(place.parent(), place.cipher());
            directories.put(place, made);
        }
        made.removeLeftOvers();
        return made;
    }

    private static Path parent(String configured, File ofStreamCaching) {
        if (configured != null) {
            return Path.of(configured);
        }
        return ofStreamCaching == null ? null : ofStreamCaching.toPath();
    }

    /** Stream caching may have no threshold: then heap usage decides there, which bounds nothing here. */
    private static long threshold(Integer configured, long ofStreamCaching) {
        if (configured != null) {
            return configured;
        }
        return ofStreamCaching > 0 ? ofStreamCaching : DEFAULT_THRESHOLD;
    }

    /** Octets in memory now. */
    public long octetsInMemory() {
        return memory.taken();
    }

    /** Removes the directories as soon as they are empty. */
    public void close() {
        List<SpoolDirectory> all;
        synchronized (directories) {
            all = List.copyOf(directories.values());
            directories.clear();
        }
        all.forEach(SpoolDirectory::close);
    }
}
