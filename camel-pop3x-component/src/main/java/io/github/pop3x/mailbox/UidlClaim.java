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
package io.github.pop3x.mailbox;

import java.io.IOException;

import io.github.pop3x.client.MaildropListing;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.ServerClaims.Claim;
import io.github.pop3x.ledger.RecordedIds;

/**
 * The decision whether messages are told apart by the unique ids of the server. Ids of another kind would have messages
 * routed again: what is recorded by one kind stays with it. A mailbox of which nothing is recorded goes without unique ids
 * when the server has given none for a few sessions in a row, though it claims to have them.
 */
public final class UidlClaim {

    private UidlClaim() {}

    /** As {@link #list(Pop3Session, RecordedIds)}, where nothing is recorded. */
    public static MaildropListing list(Pop3Session session) throws IOException {
        return list(session, RecordedIds.NONE);
    }

    /** As {@link #isKept(Pop3Session, MaildropListing, RecordedIds)}, where nothing is recorded. */
    public static boolean isKept(Pop3Session session, MaildropListing listing) throws IOException {
        return isKept(session, listing, RecordedIds.NONE);
    }

    /** Lists; unique ids are asked for unless they are not to be used, or a server fails to give them. */
    public static MaildropListing list(Pop3Session session, RecordedIds recorded) throws IOException {
        boolean asks = recorded == RecordedIds.UNIQUE
                || recorded == RecordedIds.NONE && session.claims().isBelieved(Claim.UIDL);
        return asks ? session.messages() : MaildropListing.withoutUids(session.list());
    }

    /**
     * Tells whether the unique ids of a listing are used. The messages that have none are left out of it then.
     *
     * @throws IOException if the server refuses unique ids though it has them, or the session breaks
     */
    public static boolean isKept(Pop3Session session, MaildropListing listing, RecordedIds recorded)
            throws IOException {
        if (listing.hasUids() && listing.isEmpty() && !listing.isWithoutUids()) {
            return true;
        }
        if (recorded == RecordedIds.HEADERS) {
            return false;
        }
        if (listing.hasUids()) {
            if (listing.isWithoutUids()) {
                return !isGivenUp(session, recorded);
            }
            session.claims().kept(Claim.UIDL);
            return true;
        }
        boolean asked = recorded == RecordedIds.UNIQUE || session.claims().isBelieved(Claim.UIDL);
        if (!asked || !knowsUidl(session, listing) || isGivenUp(session, recorded)) {
            return false;
        }
        throw new IOException(session.server()
                + ": the server refused UIDL although it supports it. Nothing was done; the next session asks again");
    }

    private static boolean isGivenUp(Pop3Session session, RecordedIds recorded) {
        return session.claims().missed(Claim.UIDL) && recorded == RecordedIds.NONE;
    }

    private static boolean knowsUidl(Pop3Session session, MaildropListing listing) throws IOException {
        if (session.capabilities().has("UIDL")) {
            return true;
        }
        try {
            session.uid(listing.get(0).number());
            return true;
        } catch (Pop3CommandException lacking) {
            return false;
        }
    }
}
