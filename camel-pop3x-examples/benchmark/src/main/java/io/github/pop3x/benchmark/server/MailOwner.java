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
package io.github.pop3x.benchmark.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user as which Dovecot opens mailboxes: the user of this process, or nobody for root, as which Dovecot refuses to. */
final class MailOwner {

    private static final int NOBODY = 65534;

    private final int self;

    private MailOwner(int self) {
        this.self = self;
    }

    /** The owner, told by a file of ours. */
    static MailOwner of(Path ours) throws IOException {
        return new MailOwner((int) Files.getAttribute(ours, "unix:uid"));
    }

    /** Whether we are root, and may give files away. */
    boolean isRoot() {
        return self == 0;
    }

    /** The user's number. */
    int uid() {
        return isRoot() ? NOBODY : self;
    }

    /** Gives a file or directory to this user. */
    Path own(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", uid());
        return path;
    }
}
