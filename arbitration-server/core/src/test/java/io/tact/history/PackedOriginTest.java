package io.tact.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.model.Amounts;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Fixed;
import io.tact.model.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PackedOriginTest {
    private static final int MOST_ADDED = 6;
    private static final Duration RETENTION = Duration.ofDays(100_000);
    private static final Duration FAR = Duration.ofDays(10_000_000);

    /** The same history with nothing known of how it is packed. */
    private static ContactHistory anew(ContactHistory history) {
        return new ContactHistory(
                history.key(), history.version(), history.floor(), history.subscribers(), history.contacts());
    }

    private static ContactHistory unpacked(ContactHistory history, int format) {
        byte[] packed = RecordCodec.encode(history, history.version(), format);
        return (ContactHistory) RecordCodec.decode(history.key(), packed);
    }

    private static byte @Nullable [] shortWay(ContactHistory history) {
        PackedOrigin origin = history.origin();
        PackedRecord packed = origin == null ? null : origin.packed(history, history.version() + 1);
        return packed == null ? null : packed.bytes();
    }

    /** What the patch makes of the bytes that the history was unpacked from; null if there is none. */
    private static byte @Nullable [] patched(ContactHistory history) {
        RecordPatch patch = RecordCodec.packed(history, history.version() + 1, RecordCodec.FORMAT)
                .patch();
        return patch == null
                ? null
                : RecordPatch.apply(Objects.requireNonNull(history.origin()).bytes(), patch.bytes());
    }

    /** Some contacts of another history, most of them made after all of this one. */
    private static List<Contact> more(ContactHistory history, Random random) {
        List<Contact> others =
                new RandomHistories(random.nextLong()).history("s:other").contacts();
        List<Contact> more = new ArrayList<>();
        for (Contact other : others.subList(0, Math.min(others.size(), random.nextInt(MOST_ADDED + 1)))) {
            more.add(random.nextInt(10) == 0 ? other : after(history, other, random));
        }
        return more;
    }

    private static Contact after(ContactHistory history, Contact other, Random random) {
        List<Contact> all = history.contacts();
        Instant last = all.isEmpty() ? other.at() : all.get(all.size() - 1).at();
        Instant at = last.isBefore(Instant.MAX.minusSeconds(9)) ? last.plusMillis(random.nextInt(5000)) : last;
        boolean known = !all.isEmpty() && random.nextBoolean();
        Contact like = known ? all.get(random.nextInt(all.size())) : other;
        return new Contact(
                other.id(),
                like.subscriber(),
                like.line(),
                like.slot(),
                like.treatment(),
                at,
                null,
                ContactState.SENT,
                List.of());
    }

    @Test
    void whateverCameOfAHistoryItIsPackedAsIfItWerePackedAnew() {
        int shortWays = 0;
        for (long seed = 0; seed < 4000; seed++) {
            Random random = new Random(seed);
            ContactHistory read = unpacked(new RandomHistories(seed).history("s:" + seed), 2);
            ContactHistory changed = read.plus(more(read, random));
            boolean near = read.floor().isAfter(Instant.EPOCH.minus(FAR))
                    && read.floor().isBefore(Instant.EPOCH.plus(FAR));
            if (near && random.nextBoolean()) {
                changed = changed.settledAt(changed.floor().plusMillis(random.nextInt(5000)), RETENTION);
            }
            if (random.nextInt(10) == 0 && !read.subscribers().isEmpty()) {
                changed = changed.without(read.subscribers().get(0).id());
            }
            if (random.nextInt(10) == 0 && !read.contacts().isEmpty()) {
                changed = changed.replacing(read.contacts().get(0), c -> c.asOf(c.at()));
            }
            assertThat(RecordCodec.encode(changed, changed.version() + 1))
                    .as("history of seed %d", seed)
                    .isEqualTo(RecordCodec.encode(anew(changed), changed.version() + 1));
            byte[] shortWay = shortWay(changed);
            assertThat(patched(changed)).as("patch of seed %d", seed).isEqualTo(shortWay);
            shortWays += shortWay == null ? 0 : 1;
        }
        assertThat(shortWays).isGreaterThan(1000);
    }

    @Test
    void aNewContactAtTheEndIsPackedTheShortWayInEitherFormat() {
        for (int format = RecordCodec.OLDEST_FORMAT; format <= RecordCodec.FORMAT; format++) {
            ContactHistory read = unpacked(TypicalHistory.of("S-1", 10), format);
            Contact contact = after(read, read.contacts().get(3), new Random(1));
            Instant now = contact.at().plusSeconds(1);
            ContactHistory changed = read.plus(List.of(contact)).settledAt(now, ContactHistory.DEFAULT_RETENTION);
            assertThat(shortWay(changed))
                    .isEqualTo(RecordCodec.encode(anew(changed), changed.version() + 1, format))
                    .isEqualTo(RecordCodec.encode(changed, changed.version() + 1, format));
        }
    }

    @Test
    void whatFormatOneCannotSayIsRefusedTheShortWayToo() {
        ContactHistory read = unpacked(TypicalHistory.of("S-1", 10), 1);
        Contact plain = after(read, read.contacts().get(3), new Random(1));
        Slot valued = RecordCodecTest.with(new Amounts(Fixed.ONE, Fixed.ZERO, Fixed.ZERO), plain.slot());
        Contact contact = RecordCodecTest.with(valued, plain.outcomes(), plain);
        ContactHistory changed = read.plus(List.of(contact));
        assertThatThrownBy(() -> RecordCodec.encode(changed, 1, 1)).isInstanceOf(InexpressibleException.class);
        assertThat(RecordCodec.encode(changed, 1, 2)).isEqualTo(RecordCodec.encode(anew(changed), 1, 2));
    }

    @Test
    void theFirstContactIsPackedTheShortWayToo() {
        ContactHistory read = unpacked(TypicalHistory.of("S-1", 0), 2);
        Contact contact = after(read, TypicalHistory.of("S-1", 1).contacts().get(0), new Random(1));
        ContactHistory changed = read.plus(List.of(contact));
        assertThat(shortWay(changed)).isEqualTo(RecordCodec.encode(anew(changed), changed.version() + 1));
    }

    @Test
    void manyNewContactsAreNotComparedOneByOne() {
        ContactHistory read = unpacked(TypicalHistory.of("S-1", 10), 2);
        List<Contact> many = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            many.add(after(read, read.contacts().get(i), new Random(i)));
        }
        assertThat(shortWay(read.plus(many))).isNull();
        assertThat(shortWay(read.plus(many.subList(0, 1)))).isNotNull();
    }
}
