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
package io.github.pop3x.diagnosis;

/**
 * The kinds of what a {@link Pop3Diagnosis} may find unusual about a server, each with its meaning for a route and what
 * to do.
 */
public enum FindingKind {
    /** Neither TLS from the first octet nor STLS is used. */
    NO_TLS(
            "Others on the network can read password and mail.",
            "Use pop3xs, or pop3x with STLS, where the server has it."),
    /** TLS failed because of the certificate, or in another way. */
    TLS_FAILS(
            "TLS could not be set up, so nothing secret was sent.",
            "Put the certificate's authority into the trust store, or, once you know by another way that the certificate"
                    + " is the server's, pin it by tlsFingerprints; with tlsFingerprintsSuffice=true its name does not matter."),
    /** The certificate expires within two weeks, or has expired and is pinned. */
    CERTIFICATE_ENDS(
            "The server's certificate expires soon, or has expired.", "Have it renewed; a new one needs a new pin."),
    /** CAPA is not known (RFC 2449 §5). */
    NO_CAPABILITIES("The server does not say what it can do.", "Nothing: UIDL and TOP are tried instead."),
    /** No RESP-CODES (RFC 2449 §6.4). */
    NO_RESPONSE_CODES(
            "A refused login does not say whether the password or a passing condition is the reason.",
            "Expect a mailbox that is merely busy to look like a wrong password."),
    /** Works without being announced. */
    UNANNOUNCED("The server can do more than it says.", "Nothing: TOP and UIDL are tried, PIPELINING is not used."),
    /** Announced and not working: a way to log in, or UTF8. */
    CLAIM_FAILS(
            "The server announces what it does not do.",
            "Expect a failed attempt now and then; the claim is not used for a while after it. Name a mechanism that works"
                    + " by authMechanisms; where UTF8 fails, set utf8=off."),
    /** RFC 2449 §6.5. */
    LOGIN_DELAY(
            "The server refuses, or may refuse, logins that follow each other too fast.",
            "Set delay to no less, and leave greedy off."),
    /** RFC 2449 §6.7. */
    EXPIRES(
            "The server removes messages by itself.",
            "Poll well within that time; with 0 days retrieved messages may be gone."),
    /** UIDL is not known (RFC 1939 §7). */
    NO_UIDL(
            "Messages have no unique ids.",
            "They are told apart by their header fields, which needs TOP; without TOP only delete=true works."),
    /** Two messages have one id. */
    UID_TWICE(
            "Different messages have the same unique id.",
            "Expect them to be deleted late, or delivered again where they cannot be told apart."),
    /** The ids of a later session are others. */
    UID_CHANGES(
            "Unique ids are not those of the session before, against RFC 1939 §7.",
            "Use delete=true: what is kept on the server is delivered again."),
    /** Against the grammar of RFC 1939 §7. */
    UID_MALFORMED(
            "A unique id has more than 70 characters, or other than printable ASCII.",
            "Nothing here; other clients may fail at it."),
    /** TOP is not known (RFC 1939 §7). */
    NO_TOP(
            "Headers cannot be read without the whole message.",
            "Expect headerFilter and fetch=headers to retrieve each message whole; after a restart messages may be retrieved"
                    + " again to recognise them."),
    /** TOP n 0 sends body lines. */
    TOP_SENDS_BODY(
            "TOP sends lines of the body where none was asked for.",
            "Expect selecting by header fields to cost nearly as much as retrieving."),
    /** TOP and RETR send different headers. */
    TOP_DIFFERS(
            "TOP shows another header than RETR.",
            "Do not select by header fields that differ; messages are recognised by RETR instead."),
    /** Neither announced nor working. */
    NO_PIPELINING("Each command has to wait for the answer before it.", "Expect a round trip for each message."),
    /** Announced and not working (RFC 2449 §6.6). */
    PIPELINING_FAILS("PIPELINING is announced and does not work.", "Set pipelining=off."),
    /** Announced, but what comes after the login is lost. */
    PIPELINING_FAILS_AT_LOGIN(
            "A command that is sent right after the login, in one flight, is lost, against RFC 2449 §6.6.",
            "Nothing: this client waits for each answer until it is logged in. Other clients hang."),
    /** Two sessions at a time, against RFC 1939 §4. */
    NO_LOCK(
            "The server lets two sessions into the maildrop at a time.",
            "Let one consumer poll it, e.g. by master: or a clustered route policy; the server does not keep others out."),
    /** STAT, LIST and UIDL do not agree. */
    LISTINGS_DISAGREE("STAT, LIST and UIDL do not agree.", "Do not select by size; messages without an id wait."),
    /** An entry of LIST or UIDL has no usable number, size or id, or a number is listed twice. */
    LISTING_MALFORMED(
            "A listing has entries that cannot be read.",
            "Have the mailbox repaired on the server: the messages of these entries wait."),
    /** What is listed is not what is sent. */
    SIZES_UNTRUE(
            "Listed sizes are not those of the messages.",
            "Do not rely on the header CamelPop3xSize, nor on a choice by size, being exact."),
    /** Messages differ before and after UTF8 (RFC 6856 §2.1). */
    UTF8_CHANGES_MESSAGES(
            "Some messages are replaced by a substitute unless the client says UTF8 first.",
            "Nothing: this component says UTF8 where it is announced. Do not set utf8=off; with it the original is lost"
                    + " when its substitute is deleted."),
    /** RSET is refused, or leaves the session out of step. */
    RSET_FAILS("RSET is refused, or not answered exactly once.", "Let nothing send RSET to this server."),
    /** What was retrieved is not listed again, even without DELE. */
    HIDES_RETRIEVED(
            "The server hides messages that were retrieved in a session that ended by QUIT, even if nothing was deleted.",
            "End a session that retrieved what is not delivered without QUIT; else what failed is not offered again."),
    /** A part of the examination could not be done. */
    INCOMPLETE("Not everything could be examined.", "Try again when the server is idle; the detail says what failed.");

    private final String meaning;
    private final String advice;

    FindingKind(String meaning, String advice) {
        this.meaning = meaning;
        this.advice = advice;
    }

    /** What is unusual, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
