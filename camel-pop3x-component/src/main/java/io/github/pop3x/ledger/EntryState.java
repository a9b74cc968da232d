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
package io.github.pop3x.ledger;

/** How far a message has come. */
public enum EntryState {
    /** Requested from the server or waiting for its route; kept in memory only. */
    TAKEN,
    /** Its route has started and has not said how it ended. */
    IN_FLIGHT,
    /** Its route failed; it is offered again. */
    FAILED,
    /** Its route completed. Whether it is to be deleted is recorded with it. */
    DELIVERED,
    /** Written before DELE is sent; whether the server has removed the message is not known. */
    DELETE_SENT,
    /** The server has removed it: it agreed to QUIT, or a later listing lacks the message. */
    CONFIRMED
}
