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
package io.github.pop3x.delivery;

/** Gets the verdict on a delivery, on any thread. */
public interface VerdictListener {

    /**
     * The message has come to its verdict, or was given back.
     *
     * @param deleteNow whether it is to be deleted
     */
    void settled(boolean deleteNow);

    /** A verdict came after the message was settled, since its route was given up: it is to be deleted. */
    default void deleteWanted() {}

    /** An attempt could not be written down, and its message is about to be given back. */
    default void attemptUnwritable() {}
}
