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
package io.github.pop3x.operation;

import java.io.IOException;

/** Thrown when messages were marked as deleted, and it is not known whether the server removed them. */
public final class RemovalInDoubt extends IOException {

    private static final long serialVersionUID = 1L;

    private final int count;

    /**
     * @param count how many messages were marked
     * @param reason what the server said, or what broke
     * @param cause null if the server refused
     */
    RemovalInDoubt(String mailbox, int count, String reason, IOException cause) {
        super(
                "it is not known whether the server removed " + count + " messages of " + mailbox
                        + " that it had marked as deleted: " + reason + ". List again to see what is left",
                cause);
        this.count = count;
    }

    /** How many messages are in doubt. */
    public int count() {
        return count;
    }
}
