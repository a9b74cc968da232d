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
package io.github.pop3x.client;

import java.util.Objects;

import io.github.pop3x.client.command.ScanListing;
import io.github.pop3x.client.command.UniqueIdListing;

/**
 * Joins the lines of a scan listing, as they arrive, with the unique ids that came before them. Without ids it tells
 * nobody: the server has no UIDL, or is in trouble, and whoever asked has left with that before LIST was answered.
 */
final class Arrivals implements ScanListing.Observer {

    private final MaildropListing.Observer observer;
    private UniqueIdListing ids;
    private int told;

    /**
     * @param observer is told of each message that both listings know
     */
    Arrivals(MaildropListing.Observer observer) {
        this.observer = Objects.requireNonNull(observer);
    }

    /** Begins the joining. */
    void identifiedBy(UniqueIdListing listing) {
        observer.expect(listing.size());
        ids = listing;
    }

    @Override
    public void listed(int number, long size) {
        // More than there are ids name one of them twice, and make the listing void.
        int place = ids == null || told == ids.size() ? -1 : ids.placeOf(number);
        if (place >= 0) {
            told++;
            observer.listed(new Pop3Message(number, size, ids.uidAt(place)));
        }
    }
}
