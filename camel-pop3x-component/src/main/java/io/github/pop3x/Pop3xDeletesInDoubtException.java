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

import java.io.IOException;

import io.github.pop3x.operation.RemovalInDoubt;

/**
 * Messages were marked as deleted, and the server did not confirm at QUIT that it removed them (RFC 1939 §6): it refused,
 * or was not heard any more. All, some or none of them are gone; the next listing tells.
 */
public class Pop3xDeletesInDoubtException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int count;

    /** @param removal what is known of it, with what the server said, or what broke */
    Pop3xDeletesInDoubtException(RemovalInDoubt removal) {
        super(removal.getMessage(), removal.getCause());
        this.count = removal.count();
    }

    /** How many messages are in doubt. */
    public int getCount() {
        return count;
    }
}
