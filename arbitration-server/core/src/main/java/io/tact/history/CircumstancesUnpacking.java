package io.tact.history;

import io.tact.model.Channel;
import io.tact.model.Circumstances;
import io.tact.model.Place;
import io.tact.model.PreferredHours;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.Suppression;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a subscriber's circumstances; the mirror of {@link CircumstancesPacking}. */
final class CircumstancesUnpacking {
    private static final int ALL_PARTS = 31;

    private final PackedReader in;
    private final FloorTimes times;

    /** @param times reads what is told from the floor */
    CircumstancesUnpacking(PackedReader in, FloorTimes times) {
        this.in = in;
        this.times = times;
    }

    Circumstances circumstances() {
        int parts = in.octet();
        if (parts == 0) {
            return Circumstances.NONE;
        }
        if (parts > ALL_PARTS) {
            throw damaged("circumstances " + parts);
        }
        return new Circumstances(
                has(parts, CircumstancesPacking.RESIDENCE) ? place() : Place.UNKNOWN,
                has(parts, CircumstancesPacking.LOCATION) ? place() : Place.UNKNOWN,
                has(parts, CircumstancesPacking.RELATIONS) ? list(this::relation) : List.of(),
                has(parts, CircumstancesPacking.PREFERRED_HOURS) ? list(this::preferredHours) : List.of(),
                has(parts, CircumstancesPacking.SUPPRESSIONS) ? list(this::suppression) : List.of());
    }

    private static boolean has(int parts, int part) {
        return (parts & part) != 0;
    }

    private <T> List<T> list(Supplier<T> item) {
        int count = in.count();
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(item.get());
        }
        return list;
    }

    private Place place() {
        String jurisdiction = in.textOrNull();
        String zone = in.textOrNull();
        return new Place(jurisdiction, zone == null ? null : ZoneId.of(zone), times.nextOrNull());
    }

    private Relation relation() {
        return new Relation(
                in.coded(WireCodes.RELATIONS),
                in.textOrNull(),
                in.textOrNull(),
                times.nextOrNull(),
                times.nextOrNull());
    }

    private PreferredHours preferredHours() {
        int mask = in.octet();
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if ((mask & 1 << day.ordinal()) != 0) {
                days.add(day);
            }
        }
        return new PreferredHours(days, Math.toIntExact(in.unsigned()), Math.toIntExact(in.unsigned()));
    }

    private Suppression suppression() {
        String id = in.text();
        Channel channel = in.channelOrNull();
        Purpose purpose = purpose(in.octet());
        String category = in.textOrNull();
        String sender = in.textOrNull();
        String reason = in.text();
        String source = in.textOrNull();
        Instant at = times.next();
        Instant expiresAt = in.timeOrNull(at);
        Suppression.Lift lift =
                switch (in.octet()) {
                    case 0 -> null;
                    case 1 -> new Suppression.Lift(in.time(at), in.text());
                    default -> throw damaged("lift of a suppression");
                };
        return new Suppression(id, channel, purpose, category, sender, reason, source, at, expiresAt, lift);
    }

    /** A purpose by its wire code counted from 1; 0 for none. */
    static @Nullable Purpose purpose(int code) {
        if (code > WireCodes.PURPOSES.size()) {
            throw damaged("purpose " + code);
        }
        return code == 0 ? null : WireCodes.PURPOSES.get(code - 1);
    }

    private static IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException("packed bytes are damaged: " + what);
    }
}
