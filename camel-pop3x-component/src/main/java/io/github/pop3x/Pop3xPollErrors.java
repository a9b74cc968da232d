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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.RuntimeCamelException;
import org.slf4j.Logger;

/**
 * The errors of the JVM that ended polls of a mailbox. Camel would end the schedule for good if one reached it; each kind is
 * logged once until a poll ends well, and health is down meanwhile. Any thread may call it.
 */
final class Pop3xPollErrors {

    private final Logger log;

    /** The kinds of errors that polls ended with since the last one that ended well. */
    private final Set<Class<?>> reported = ConcurrentHashMap.newKeySet();

    /** What the last run ended with before or after its poll; null if it ended well. */
    private volatile Error last;

    Pop3xPollErrors(Logger log) {
        this.log = log;
    }

    /** Runs a poll with what Camel does before and after it, such as a poll strategy. */
    void around(Runnable poll, String mailbox) {
        try {
            poll.run();
            last = null;
        } catch (Error e) {
            Error before = last;
            last = e;
            if (before == null || before.getClass() != e.getClass()) {
                log.error("An error of the JVM before or after a poll of {}; the next poll tries again", mailbox, e);
            }
        }
    }

    /** Notes that a poll itself ended well. */
    void pollEndedWell() {
        reported.clear();
    }

    /** Notes with what a poll itself ended, and returns the exception for Camel, which reports it and polls again. */
    RuntimeCamelException pollEndedWith(Error error, String mailbox) {
        if (reported.add(error.getClass())) {
            log.error("A poll of {} ended with an error of the JVM; the next poll tries again", mailbox, error);
        }
        return new RuntimeCamelException("A poll of " + mailbox + " ended with " + error, error);
    }

    /** What the last run ended with before or after its poll; null if it ended well. */
    Error last() {
        return last;
    }
}
