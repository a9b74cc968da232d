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
package io.github.pop3x.ledger.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.MessageIdentity;

/**
 * What a journal says of one message or one mailbox. On disk, all numbers big-endian:
 *
 * <pre>
 *   length of the payload   4 octets
 *   CRC-32C                 4 octets, over length and payload
 *   payload                 one octet for the kind, then the components in their order
 * </pre>
 */
sealed interface JournalRecord {

    /** Octets before the payload. */
    int FRAME = 2 * Integer.BYTES;

    /** No payload is longer: a mailbox and a unique id of 512 octets take a small part of it. */
    int MAX_PAYLOAD = 16 * 1024;

    /** An entry in place of any former one of the same message. */
    record Saved(String mailbox, LedgerEntry entry) implements JournalRecord {
        @Override
        public MessageIdentity identity() {
            return entry.identity();
        }
    }

    /** Nothing is known of the message any longer. */
    record Forgotten(String mailbox, MessageIdentity identity) implements JournalRecord {}

    /** The mailbox's baseline was taken. */
    public record Baseline(String mailbox) implements JournalRecord {
        @Override
        public MessageIdentity identity() {
            return null;
        }
    }

    /**
     * All before an octet was on the disk when this was written: what is damaged there was not left behind by a crash.
     *
     * @param position of this record itself, so that nothing else is taken for one
     * @param upTo the first octet that it does not speak of
     */
    record Synced(long position, long upTo) implements JournalRecord {

        /** Octets on disk. */
        static final int OCTETS = FRAME + 1 + 2 * Long.BYTES;

        @Override
        public String mailbox() {
            return null;
        }

        @Override
        public MessageIdentity identity() {
            return null;
        }
    }

    /** Which mailbox this is about, or null. */
    String mailbox();

    /** Which of its messages, or null: the mailbox itself. */
    MessageIdentity identity();

    /** As it stands on disk. */
    default byte[] frame() throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        write(new DataOutputStream(payload));
        if (payload.size() > MAX_PAYLOAD) {
            throw new IOException("A mailbox's name and a unique id together are too long for the journal: "
                    + payload.size() + " octets of " + MAX_PAYLOAD);
        }
        byte[] octets = payload.toByteArray();
        return ByteBuffer.allocate(FRAME + octets.length)
                .putInt(octets.length)
                .putInt(checksum(octets))
                .put(octets)
                .array();
    }

    /** What stands before a payload, after its length. */
    static int checksum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(payload.length).flip());
        crc.update(payload);
        return (int) crc.getValue();
    }

    private void write(DataOutputStream out) throws IOException {
        if (this instanceof Saved saved) {
            out.writeByte('S');
            out.writeUTF(saved.mailbox());
            write(out, saved.entry());
        } else if (this instanceof Forgotten forgotten) {
            out.writeByte('F');
            out.writeUTF(forgotten.mailbox());
            write(out, forgotten.identity());
        } else if (this instanceof Baseline baseline) {
            out.writeByte('B');
            out.writeUTF(baseline.mailbox());
        } else if (this instanceof Synced synced) {
            out.writeByte('Y');
            out.writeLong(synced.position());
            out.writeLong(synced.upTo());
        }
    }

    private static void write(DataOutputStream out, MessageIdentity identity) throws IOException {
        out.writeUTF(identity.uid());
        out.writeLong(identity.size());
        out.writeInt(identity.occurrence());
    }

    private static void write(DataOutputStream out, LedgerEntry entry) throws IOException {
        write(out, entry.identity());
        out.writeUTF(entry.state().name());
        out.writeBoolean(entry.deleteWanted());
        out.writeLong(entry.deleteNotBefore());
        out.writeInt(entry.attempts());
        out.writeLong(entry.attemptedAt());
        out.writeInt(entry.retrievalFailures());
        out.writeLong(entry.retrievalFailedAt());
        out.writeLong(entry.deliveredAt());
        out.writeLong(entry.goneSince());
        Fingerprint fingerprint = entry.fingerprint();
        out.writeBoolean(fingerprint != null);
        if (fingerprint != null) {
            out.writeLong(fingerprint.a());
            out.writeLong(fingerprint.b());
            out.writeLong(fingerprint.c());
            out.writeLong(fingerprint.d());
        }
    }

    /**
     * Reads a payload whose checksum is right.
     *
     * @throws IOException if it says what this version does not know
     */
    static JournalRecord parse(byte[] payload) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
        try {
            int kind = in.readUnsignedByte();
            JournalRecord record =
                    switch (kind) {
                        case 'S' -> new Saved(in.readUTF(), entry(in));
                        case 'F' -> new Forgotten(in.readUTF(), identity(in));
                        case 'B' -> new Baseline(in.readUTF());
                        case 'Y' -> new Synced(in.readLong(), in.readLong());
                        default -> throw new IOException("a record of the unknown kind " + kind);
                    };
            if (in.available() > 0) {
                throw new IOException("a record with more in it than is known");
            }
            return record;
        } catch (IllegalArgumentException e) {
            throw new IOException("a record with an unknown word in it: " + e.getMessage(), e);
        }
    }

    private static MessageIdentity identity(DataInputStream in) throws IOException {
        return new MessageIdentity(in.readUTF(), in.readLong(), in.readInt());
    }

    private static LedgerEntry entry(DataInputStream in) throws IOException {
        return LedgerEntry.builder(identity(in))
                .state(EntryState.valueOf(in.readUTF()))
                .delete(in.readBoolean(), in.readLong())
                .attempts(in.readInt(), in.readLong())
                .retrievalFailures(in.readInt(), in.readLong())
                .deliveredAt(in.readLong())
                .goneSince(in.readLong())
                .fingerprint(in.readBoolean() ? fingerprint(in) : null)
                .build();
    }

    private static Fingerprint fingerprint(DataInputStream in) throws IOException {
        return new Fingerprint(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
}
