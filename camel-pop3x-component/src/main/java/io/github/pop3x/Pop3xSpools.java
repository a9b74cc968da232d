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
package io.github.pop3x;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.github.pop3x.spool.Spool;
import io.github.pop3x.spool.SpoolDirectory;
import io.github.pop3x.spool.SpoolMemory;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.StreamCachingStrategy;

/**
 * Where the endpoints of a component put messages to rest: one memory for all, and a directory of our own in each place
 * that is configured. What is not configured is as Camel's stream caching has it, if that spools to files.
 */
final class Pop3xSpools {

    private static final long DEFAULT_THRESHOLD = 128 * 1024;

    private final SpoolMemory memory;
    private final Map<Place, SpoolDirectory> directories = new HashMap<>();

    /** A parent directory, null for the JVM's temporary one, and what encrypts the files, null for nothing. */
    private record Place(Path parent, String cipher) {}

    /** @param memory octets that the messages of all endpoints together have in memory */
    Pop3xSpools(long memory) {
        this.memory = new SpoolMemory(memory);
    }

    /**
     * The spool of an endpoint. What dead processes left in its place is removed.
     *
     * @throws IllegalArgumentException if options could not work
     */
    synchronized Spool spool(CamelContext context, Pop3xConfiguration options) {
        StreamCachingStrategy caching = context.getStreamCachingStrategy();
        boolean spools = caching.isEnabled() && caching.isSpoolEnabled();
        Place place = new Place(
                parent(options, spools ? caching.getSpoolDirectory() : null), spools ? caching.getSpoolCipher() : null);
        SpoolDirectory directory = directories.computeIfAbsent(place, Pop3xSpools::directory);
        return new Spool(threshold(options, spools ? caching.getSpoolThreshold() : 0), memory, directory);
    }

    private static Path parent(Pop3xConfiguration options, File ofStreamCaching) {
        if (options.getSpoolDirectory() != null) {
            return Path.of(options.getSpoolDirectory());
        }
        return ofStreamCaching == null ? null : ofStreamCaching.toPath();
    }

    /** Stream caching may have no threshold: then heap usage decides there, which bounds nothing here. */
    private static long threshold(Pop3xConfiguration options, long ofStreamCaching) {
        if (options.getSpoolThreshold() != null) {
            return options.getSpoolThreshold();
        }
        return ofStreamCaching > 0 ? ofStreamCaching : DEFAULT_THRESHOLD;
    }

    private static SpoolDirectory directory(Place place) {
        SpoolDirectory directory = new SpoolDirectory(place.parent(), place.cipher());
        directory.removeLeftOvers();
        return directory;
    }

    /** Octets in memory now. */
    long octetsInMemory() {
        return memory.taken();
    }

    /** Removes the directories as soon as nothing is left in them. */
    synchronized void close() {
        directories.values().forEach(SpoolDirectory::close);
        directories.clear();
    }
}
