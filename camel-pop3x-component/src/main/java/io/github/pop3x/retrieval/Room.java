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
package io.github.pop3x.retrieval;

/** The room that there is for messages which are asked for ahead of their routes. Called on the thread that owns the session. */
public interface Room {

    /** Tells whether a message of this size may be asked for while none is outstanding. */
    boolean mayBegin(long octets);

    /**
     * Tells whether there is room for a message beside those that are outstanding.
     *
     * @param octets its announced size
     * @param octetsUnderWay octets of messages that are asked for, or held until they are known to be complete
     * @param messagesUnderWay how many messages these are
     */
    boolean hasRoom(long octets, long octetsUnderWay, int messagesUnderWay);

    /**
     * Tells whether routes will take what is outstanding as it comes, so that it does not wait, and a message of any size
     * may be asked for: it is the only one that may have to.
     *
     * @param messagesUnderWay how many messages are asked for, or held until they are known to be complete
     */
    boolean isAwaited(int messagesUnderWay);
}
