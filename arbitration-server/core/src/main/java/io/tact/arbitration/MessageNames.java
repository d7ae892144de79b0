package io.tact.arbitration;

import io.tact.model.Catalogue;
import io.tact.model.Slot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the messages of a catalogue are called, and which of them have a name. Immutable; safe for any thread. */
public final class MessageNames {
    private final Map<Kind, Map<String, int[]>> ordinals = new EnumMap<>(Kind.class);

    /** What may stand in a contact in the place of who speaks, and of what. */
    public enum Kind {
        CAMPAIGN(Slot::campaign),
        OFFER(Slot::offer),
        SENDER(Slot::sender);

        private final Function<Slot, @Nullable String> of;

        Kind(Function<Slot, @Nullable String> of) {
            this.of = of;
        }

        /** What a message of that slot says there; null for nothing. */
        public @Nullable String of(Slot slot) {
            return of.apply(slot);
        }
    }

    MessageNames(Catalogue catalogue) {
        for (Kind kind : Kind.values()) {
            Map<String, List<Integer>> found = new HashMap<>();
            for (int i = 0; i < catalogue.size(); i++) {
                String name = kind.of(catalogue.get(i).slot());
                if (name != null) {
                    found.computeIfAbsent(name, n -> new ArrayList<>()).add(i);
                }
            }
            Map<String, int[]> packed = new HashMap<>();
            found.forEach((name, all) ->
                    packed.put(name, all.stream().mapToInt(Integer::intValue).toArray()));
            ordinals.put(kind, packed);
        }
    }

    /** Whether the catalogue has messages of such a name, and all of them are outside of some, by ordinal. */
    public boolean areOutside(BitSet some, Kind kind, String name) {
        int[] all = ordinals.getOrDefault(kind, Map.of()).get(name);
        if (all == null) {
            return false;
        }
        for (int ordinal : all) {
            if (some.get(ordinal)) {
                return false;
            }
        }
        return true;
    }
}
