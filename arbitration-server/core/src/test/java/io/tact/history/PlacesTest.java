package io.tact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Amounts;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final int MANY = 10_000;

    private int comparisons;

    /** A value with a hash of somebody's choice, which counts what it is compared with. */
    private final class Chosen implements Comparable<Chosen> {
        private final int number;
        private final int hash;

        Chosen(int number, int hash) {
            this.number = number;
            this.hash = hash;
        }

        @Override
        public int compareTo(Chosen other) {
            comparisons++;
            return Integer.compare(number, other.number);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            comparisons++;
            return other instanceof Chosen that && that.number == number;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private static <T> void assertEachHasItsPlace(Places<T> places, List<T> values) {
        for (int i = 0; i < values.size(); i++) {
            assertThat(places.of(values.get(i))).isEqualTo(Places.NEW);
            assertThat(places.of(values.get(i / 2))).isEqualTo(i / 2);
        }
        for (int i = 0; i < values.size(); i++) {
            assertThat(places.of(values.get(i))).isEqualTo(i);
        }
    }

    @Test
    void valuesOfOneHashAreFoundInFewComparisons() {
        List<Chosen> values = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            values.add(new Chosen(i * 7 % MANY, 42));
        }
        assertEachHasItsPlace(new HashedPlaces<>(16, Comparator.<Chosen>naturalOrder()), values);
        // 30,000 look-ups and 20,000 moves to larger tables; one by one they would take 150,000,000.
        assertThat(comparisons).isLessThan(50_000 * (HashedPlaces.CHAIN + 30));
    }

    @Test
    void valuesOfAllKindsOfHashesKeepTheirPlaces() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int hashes = 1 + random.nextInt(60);
            List<Chosen> values = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                values.add(new Chosen(i, random.nextInt(hashes)));
            }
            assertEachHasItsPlace(new HashedPlaces<>(2, Comparator.<Chosen>naturalOrder()), values);
        }
    }

    @Test
    void tenThousandContactIdsOfOneHashArePackedAndReadAgain() {
        List<String> ids = ofOneHash();
        assertThat(ids.stream().mapToInt(String::hashCode).distinct().count()).isEqualTo(1);
        PackedWriter out = new PackedWriter();
        ids.forEach(out::text);
        ids.forEach(out::text);

        PackedReader in = new PackedReader(out.toByteArray());
        for (int i = 0; i < 2 * MANY; i++) {
            assertThat(in.text()).isEqualTo(ids.get(i % MANY));
        }
    }

    /** Aa and BB have the same hash, and so has every text of fourteen such pairs. */
    private static List<String> ofOneHash() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            StringBuilder id = new StringBuilder();
            for (int bit = 0; bit < 14; bit++) {
                id.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            ids.add(id.toString());
        }
        return ids;
    }

    @Test
    void theOrderOfSlotsTellsApartExactlyThoseThatAreNotEqual() {
        Set<Slot> all = new HashSet<>();
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            all.add(slot(random));
        }
        for (Slot one : all) {
            for (Slot other : all) {
                assertThat(SlotOrder.BY_ALL.compare(one, other) == 0)
                        .as(one + " and " + other)
                        .isEqualTo(one.equals(other));
            }
        }
        List<Slot> slots = List.copyOf(all);
        assertEachHasItsPlace(new HashedPlaces<>(4, SlotOrder.BY_ALL), slots);
    }

    private static Slot slot(Random random) {
        return new Slot(
                random.nextBoolean() ? new Channel("SMS") : new Channel("PUSH"),
                random.nextBoolean() ? Direction.INBOUND : Direction.OUTBOUND,
                random.nextBoolean() ? Purpose.MARKETING : Purpose.SERVICE,
                text(random),
                text(random),
                text(random),
                random.nextBoolean() ? SenderClass.CVM : SenderClass.VAS,
                text(random),
                text(random),
                random.nextBoolean() ? null : new Amounts(fixed(random), fixed(random), fixed(random)));
    }

    private static @Nullable String text(Random random) {
        return random.nextInt(3) == 0 ? null : random.nextBoolean() ? "Aa" : "BB";
    }

    private static Fixed fixed(Random random) {
        return random.nextBoolean() ? Fixed.ZERO : Fixed.ONE;
    }
}
