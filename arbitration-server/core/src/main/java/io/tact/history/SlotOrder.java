package io.tact.history;

import io.tact.model.Amounts;
import io.tact.model.Slot;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A total order of slots by all that they say: two are the same if and only if they are equal. */
final class SlotOrder {
    private static final Comparator<@Nullable String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());

    private static final Comparator<@Nullable Amounts> AMOUNTS =
            Comparator.nullsFirst(Comparator.comparing(Amounts::value)
                    .thenComparing(Amounts::contactCost)
                    .thenComparing(Amounts::incentiveCost));

    static final Comparator<Slot> BY_ALL = Comparator.comparing(Slot::channel)
            .thenComparing(Slot::direction)
            .thenComparing(Slot::purpose)
            .thenComparing(Slot::senderClass)
            .thenComparing(text(Slot::campaign))
            .thenComparing(text(Slot::offer))
            .thenComparing(text(Slot::category))
            .thenComparing(text(Slot::subject))
            .thenComparing(text(Slot::sender))
            .thenComparing((one, other) -> AMOUNTS.compare(one.amounts(), other.amounts()));

    private SlotOrder() {}

    private static Comparator<Slot> text(Function<Slot, @Nullable String> part) {
        return (one, other) -> TEXT.compare(part.apply(one), part.apply(other));
    }
}
