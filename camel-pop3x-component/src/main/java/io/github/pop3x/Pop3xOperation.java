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

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The operations of a producer; each runs in one session, which is committed only if all of it worked, except {@link #DIAGNOSE}
 * and {@link #DRAIN}.
 */
public enum Pop3xOperation {
    /** Counts: STAT (RFC 1939 §5). */
    STAT(Naming.NONE),
    /** Lists numbers, sizes and unique ids: LIST and UIDL (RFC 1939 §5, §7). */
    LIST(Naming.OPTIONAL),
    /** Lists numbers and unique ids: UIDL (RFC 1939 §7). */
    UIDL(Naming.OPTIONAL),
    /** Retrieves headers and the first lines: TOP (RFC 1939 §7). */
    TOP(Naming.REQUIRED),
    /** Retrieves messages: RETR (RFC 1939 §5). */
    RETRIEVE(Naming.REQUIRED),
    /** Deletes messages that are named: DELE (RFC 1939 §5). */
    DELETE(Naming.REQUIRED),
    /** Deletes all listed messages; only with {@code confirm=true}. */
    DELETE_ALL(Naming.NONE),
    /** Asks for the server's capabilities: CAPA (RFC 2449 §5). */
    CAPA(Naming.NONE),
    /** Says NOOP (RFC 1939 §5). */
    NOOP(Naming.NONE),
    /** Logs in and out. */
    VERIFY(Naming.NONE),
    /** Examines the server by a {@link io.github.pop3x.diagnosis.Pop3Diagnosis}, in sessions of its own. */
    DIAGNOSE(Naming.NONE),
    /** Sends each mail to the endpoint of the option {@code drainTo}, and deletes as a consumer would. */
    DRAIN(Naming.NONE);

    private final Naming naming;

    private enum Naming {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    Pop3xOperation(Naming naming) {
        this.naming = naming;
    }

    /** Tells whether messages may be named. */
    boolean takesMessages() {
        return naming != Naming.NONE;
    }

    /** Tells whether it does nothing unless messages are named. */
    boolean needsMessages() {
        return naming == Naming.REQUIRED;
    }

    /**
     * Tells whether a body that is a number names a message. Where messages need not be named it may be any number, such as
     * a job's, and a delete must not depend on that.
     */
    boolean takesNumberOfBody() {
        return naming == Naming.REQUIRED && this != DELETE;
    }

    /** As the option and the header have it. */
    String word() {
        return this == DELETE_ALL ? "deleteAll" : name().toLowerCase(Locale.ROOT);
    }

    /**
     * The operation of a name, in any letter case.
     *
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    static Pop3xOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.word().equalsIgnoreCase(name)
                        || operation.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the header " + Pop3xConstants.OPERATION + " names an unknown operation. Use one of " + all()));
    }

    /** The names of all of them. */
    static String all() {
        return Arrays.stream(values()).map(Pop3xOperation::word).collect(Collectors.joining(", "));
    }
}
