package io.tact.history;

import io.tact.model.Contact;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a history was unpacked from. Where nothing but new contacts at its end was added since, as a decision does, packing it
 * again copies all but these and what is told from the floor. The bytes are the same as when all is packed anew. Safe for any
 * thread.
 *
 * @param bytes not to be changed
 * @param version the version that they carry
 * @param times where the instants stand that are told from the floor
 * @param subscribers those that the bytes tell of
 * @param contacts the same
 * @param texts every text, at its place; nothing is added any more
 * @param slots every slot, at its place; the same
 * @param parts where the parts of the body are
 */
record PackedOrigin(
        byte[] bytes,
        long version,
        FloorTimes times,
        List<Subscriber> subscribers,
        List<Contact> contacts,
        List<String> texts,
        List<Slot> slots,
        Parts parts) {

    /** More than so many are as well packed with all others, since each is compared with every text. */
    private static final int MOST_NEW = 4;

    /** What a new contact takes, more or less. */
    private static final int BYTES_OF_A_CONTACT = 128;

    /**
     * Where the parts of a body are.
     *
     * @param subscribers where these begin
     * @param count where the number of contacts stands
     * @param contacts where these begin
     */
    record Parts(int subscribers, int count, int contacts) {}

    /**
     * What these bytes tell of how a history is packed, in their format, which must be able to say all of it.
     *
     * @param asVersion the version to write into it
     * @return null if more has changed than can be told
     */
    @Nullable PackedRecord packed(ContactHistory history, long asVersion) {
        boolean unchanged = asVersion == version
                && history.floor().equals(times.floor())
                && history.subscribers() == subscribers
                && history.contacts() == contacts;
        return unchanged ? new PackedRecord(bytes, null) : continued(history, asVersion);
    }

    private @Nullable PackedRecord continued(ContactHistory history, long newVersion) {
        List<Contact> all = history.contacts();
        if (history.subscribers() != subscribers || all.size() - contacts.size() > MOST_NEW || !leads(all)) {
            return null;
        }
        int format = RecordCodec.formatOf(bytes);
        PackedWriter out = new PackedWriter(
                bytes.length + BYTES_OF_A_CONTACT * (1 + all.size() - contacts.size()), new ListedPlaces<>(texts));
        RecordCodec.head(out, format, RecordCodec.HISTORY, newVersion);
        Instant floor = history.floor();
        out.time(floor, Instant.EPOCH);
        RecordPatch.Copies copies = new RecordPatch.Copies();
        times.write(out, copies, bytes, parts.subscribers(), parts.count(), floor);
        out.unsigned(all.size());
        times.write(out, copies, bytes, parts.contacts(), bytes.length, floor);
        Instant before =
                contacts.isEmpty() ? floor : contacts.get(contacts.size() - 1).at();
        new HistoryPacking(out, format, new ListedPlaces<>(slots))
                .contacts(all.subList(contacts.size(), all.size()), before);
        byte[] made = out.toByteArray();
        return new PackedRecord(made, copies.patch(bytes, made));
    }

    /** Whether others begin with the very contacts of these bytes. */
    private boolean leads(List<Contact> others) {
        if (others.size() < contacts.size()) {
            return false;
        }
        for (int i = 0; i < contacts.size(); i++) {
            if (others.get(i) != contacts.get(i)) {
                return false;
            }
        }
        return true;
    }
}
