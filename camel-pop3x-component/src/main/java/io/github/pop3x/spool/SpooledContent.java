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

import org.apache.camel.StreamCache;

/**
 * A body that reads from a spooled message, and holds one reference to it until it is released or unreachable. One thread
 * reads it at a time.
 */
public interface SpooledContent extends StreamCache {

    /**
     * Another body with the same content, from the start, and with a reference of its own.
     *
     * @return one that cannot be read, and may be this one, if this was released
     */
    SpooledContent another();

    /** Ends the reading and gives this body's reference back; once, however often. */
    void release();
}
