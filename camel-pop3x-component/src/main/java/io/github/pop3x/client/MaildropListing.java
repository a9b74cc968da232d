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

import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.github.pop3x.client.command.LeftOutLines;
import io.github.pop3x.client.command.ScanListing;
import io.github.pop3x.client.command.UniqueIdListing;

/**
 * The scan listing and the unique-id listing of one maildrop, joined by message number. Entries are made when asked
 * for; the listing itself holds tens of octets a message, however many there are.
 *
 * <p>A message that only one of the two knows arrived between them, or has no id: it is left out, and the next session
 * will list it. An entry that cannot be read is left out too, and {@link #leftOut()} tells how many there are. Where the
 * server has no UIDL at all, every message is here, without an id.
 */
public final class MaildropListing extends AbstractList<Pop3Message> {

    private final ScanListing scan;
    private final UniqueIdListing ids;
    /** Places in the scan listing, or null while each place is in. */
    private final int[] places;

    private MaildropListing(ScanListing scan, UniqueIdListing ids, int[] places) {
        this.scan = scan;
        this.ids = ids;
        this.places = places;
    }

    static MaildropListing join(ScanListing scan, Optional<UniqueIdListing> ids) {
        if (ids.isEmpty()) {
            return new MaildropListing(scan, null, null);
        }
        int[] places = new int[scan.size()];
        int known = 0;
        for (int place = 0; place < scan.size(); place++) {
            if (ids.get().contains(scan.numberAt(place))) {
                places[known++] = place;
            }
        }
        boolean all = known == scan.size();
        return new MaildropListing(scan, ids.get(), all ? null : Arrays.copyOf(places, known));
    }

    /** The messages of a scan listing, none of them with a unique id. Of an empty maildrop none is without one. */
    public static MaildropListing withoutUids(ScanListing scan) {
        return join(scan, scan.size() == 0 ? Optional.of(UniqueIdListing.empty()) : Optional.empty());
    }

    /** The messages of this scan listing, also those that are left out here, none of them with a unique id. */
    public MaildropListing withoutUids() {
        return withoutUids(scan);
    }

    /** Tells whether the server gave a unique id to none of the messages that it lists. */
    public boolean isWithoutUids() {
        return scan.size() > 0 && (ids == null || ids.size() == 0);
    }

    /** Tells whether the server gave unique ids; true of an empty maildrop, where no message is without one. */
    public boolean hasUids() {
        return ids != null;
    }

    /** The entries of both listings that could not be used; their messages are not here. */
    public LeftOutLines leftOut() {
        return ids == null ? scan.leftOut() : scan.leftOut().and(ids.leftOut());
    }

    /** The unique ids of messages that LIST has no usable entry for; their messages are not here. */
    public Set<String> idsWithoutSize() {
        if (ids == null || leftOut().isEmpty() && ids.size() == size()) {
            return Set.of();
        }
        Set<String> without = new HashSet<>();
        for (int place = 0; place < ids.size(); place++) {
            if (scan.sizeOf(ids.numberAt(place)).isEmpty()) {
                without.add(ids.uidAt(place));
            }
        }
        return without;
    }

    /** Tells whether each message on the server is here, or is one of {@link #idsWithoutSize}. */
    public boolean hasAllIds() {
        return ids == null ? scan.leftOut().isEmpty() : ids.leftOut().isEmpty() && size() == scan.size();
    }

    /** The sizes of all messages together, in octets. */
    public long octets() {
        long octets = 0;
        for (int index = 0; index < size(); index++) {
            octets += scan.sizeAt(place(index));
        }
        return octets;
    }

    private int place(int index) {
        return places == null ? index : places[index];
    }

    @Override
    public Pop3Message get(int index) {
        Objects.checkIndex(index, size());
        int place = place(index);
        int number = scan.numberAt(place);
        String uid = ids == null ? "" : ids.uidAt(ids.placeOf(number));
        return new Pop3Message(number, scan.sizeAt(place), uid);
    }

    @Override
    public int size() {
        return places == null ? scan.size() : places.length;
    }
}
