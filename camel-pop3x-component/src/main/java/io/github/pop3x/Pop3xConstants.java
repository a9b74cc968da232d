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

import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;

/** Names of the exchange's headers and properties. */
public final class Pop3xConstants {

    /** The unique id that the server gave the message. */
    @Metadata(
            label = "common",
            description = "The unique id of the message (RFC 1939 UIDL). Sent to an endpoint, it names the message,"
                    + " or is a collection of unique ids; CamelPop3xMessageNumber is then ignored.",
            javaType = "Object")
    public static final String UID = "CamelPop3xUid";

    /** Where the unique id comes from. */
    @Metadata(
            label = "common",
            description = "Where the unique id comes from: uidl if the server gave it; header if it was computed from"
                    + " the header of the message, since the server has no UIDL; none if the server has no TOP"
                    + " either, and the id is valid in its session only.",
            javaType = "String")
    public static final String UID_SOURCE = "CamelPop3xUidSource";

    /** The message's number in the session that retrieved it. */
    @Metadata(
            label = "common",
            description = "The number of the message in the session that retrieved it; in another session the number"
                    + " may mean another message. Sent to an endpoint without CamelPop3xUid, it names the message"
                    + " in the session to come, or is a collection of numbers.",
            javaType = "Object")
    public static final String MESSAGE_NUMBER = "CamelPop3xMessageNumber";

    /** The octets of the message. */
    @Metadata(
            label = "common",
            description = "The size of the message in octets, counted as they arrived; if only the header was"
                    + " retrieved, the size that the server lists.",
            javaType = "long")
    public static final String SIZE = "CamelPop3xSize";

    /** The mailbox. */
    @Metadata(
            label = "common",
            description = "The mailbox: login name, at sign, host, and the port unless it is 110 or 995.",
            javaType = "String")
    public static final String MAILBOX = "CamelPop3xMailbox";

    /** The server. */
    @Metadata(label = "common", description = "The host that the message was retrieved from.", javaType = "String")
    public static final String HOST = "CamelPop3xHost";

    /** Messages in the mailbox. */
    @Metadata(
            label = "common",
            description = "How many messages the server listed in the session that retrieved this one.",
            javaType = "int")
    public static final String COUNT = "CamelPop3xCount";

    /** Octets in the mailbox. */
    @Metadata(
            label = "common",
            description = "The size in octets of all messages that the server listed in the session that retrieved this"
                    + " one.",
            javaType = "long")
    public static final String TOTAL_SIZE = "CamelPop3xTotalSize";

    /** Which attempt this is. */
    @Metadata(
            label = "consumer",
            description = "How many times a route was started with this message, this time included; 1 for the first.",
            javaType = "int")
    public static final String ATTEMPT = "CamelPop3xAttempt";

    /** Set by the route: whether the message is deleted. */
    @Metadata(
            label = "consumer",
            description = "Set by the route: whether the message is deleted from the server; overrides the option"
                    + " delete. An exchange property of this name takes precedence over the header.",
            javaType = "Boolean")
    public static final String DELETE = "CamelPop3xDelete";

    /** The operation of a producer. */
    @Metadata(
            label = "producer",
            description = "The operation in the mailbox; overrides the option operation. Letter case does not matter.",
            enums = "stat,list,uidl,top,retrieve,delete,deleteAll,capa,noop,verify,diagnose,drain",
            javaType = "String")
    public static final String OPERATION = "CamelPop3xOperation";

    /** Lines for TOP. */
    @Metadata(
            label = "producer",
            description = "How many lines of the body the operation top retrieves; overrides the option topLines.",
            javaType = "int")
    public static final String LINES = "CamelPop3xLines";

    /** Entries of the server's listing that could not be used. */
    @Metadata(
            label = "producer",
            description = "After the operations list, uidl and deleteAll: how many entries of the server's listings"
                    + " could not be read. Their messages are not in the result.",
            javaType = "int")
    public static final String LEFT_OUT = "CamelPop3xLeftOut";

    /** When the mail was written. */
    @Metadata(
            label = "common",
            description = "The time of the mail's Date field, in milliseconds since 1970; absent if it has none that"
                    + " can be read.",
            javaType = "long")
    public static final String MESSAGE_TIMESTAMP = Exchange.MESSAGE_TIMESTAMP;

    /** The defects of the mail. */
    @Metadata(
            label = "common",
            description = "What is wrong with a mail that is not valid MIME, and in which part first: a list such as"
                    + " unknown-charset in part 1.2, unclosed-multipart. Absent if nothing is wrong.",
            javaType = "String")
    public static final String MIME_DEFECTS = "CamelPop3xMimeDefects";

    /** The digest of the octets. */
    @Metadata(
            label = "common",
            description = "SHA-256 of the message's octets as the server sent them, in lower-case hexadecimal; with"
                    + " sha256=true.",
            javaType = "String")
    public static final String SHA256 = "CamelPop3xSha256";

    /** The exchange property that holds the octets of a mapped mail as a {@link org.apache.camel.StreamCache}. */
    public static final String RAW_MESSAGE = "CamelPop3xRawMessage";

    private Pop3xConstants() {}
}
