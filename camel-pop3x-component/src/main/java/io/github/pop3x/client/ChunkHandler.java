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
package io.github.pop3x.client;

import java.io.IOException;

/** Takes a message piece by piece. */
@FunctionalInterface
public interface ChunkHandler {

    /**
     * Takes the next piece of a message.
     *
     * @param buffer holds the piece from its first octet on; not to be kept, since the next piece comes in the same one
     * @param length octets of the piece, at least 1
     * @throws IOException if it cannot; the message is left half read
     */
    void handle(byte[] buffer, int length) throws IOException;
}
