package io.tact.rules.tables;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The ids of policy rows over a ruleset and all its packs, those of rows that could not be read too. An id is unique in its
 * table; only versions of one row, which are never in force on the same day, share theirs.
 */
final class RuleIds {
    private final Map<String, List<Claim>> claims = new HashMap<>();

    private record Claim(Part part, RowPlace place, @Nullable LocalDate from, @Nullable LocalDate to) {
        boolean meets(@Nullable LocalDate otherFrom, @Nullable LocalDate otherTo) {
            return isUpTo(from, otherTo) && isUpTo(otherFrom, to);
        }

        boolean isDated() {
            return from != null || to != null;
        }

        private static boolean isUpTo(@Nullable LocalDate first, @Nullable LocalDate last) {
            return first == null || last == null || !first.isAfter(last);
        }
    }

    /** Notes a row's id, in force from one day to another, and refuses one that another row has. */
    void claim(TableRow row, String id, @Nullable LocalDate from, @Nullable LocalDate to) {
        Part part = row.table().part();
        List<Claim> others = claims.computeIfAbsent(row.table().schema().name() + "#" + id, k -> new ArrayList<>(1));
        for (Claim other : others) {
            if (!other.part().equals(part)) {
                row.error(
                        "id",
                        "id " + id + " is that of a row of " + other.place().file() + " already (row "
                                + other.place().row() + ")",
                        part.isPack()
                                ? "Every row needs its own"
                                : "A pack's row cannot be replaced: add one with its own id");
            } else if (other.meets(from, to)) {
                boolean dated = other.isDated() || from != null || to != null;
                row.error(
                        "id",
                        "id " + id + " is in row " + other.place().row() + " already"
                                + (dated ? ", in force on the same days" : ""),
                        dated
                                ? "Maybe let the earlier one end on the day before the later one"
                                : "Every row needs its own");
            } else {
                continue;
            }
            break;
        }
        others.add(new Claim(part, row.place(), from, to));
    }

    /** Whether a part has a row of that name, such as {@code caps#FR-03}. */
    boolean has(Part part, String name) {
        return claims.getOrDefault(name, List.of()).stream()
                .anyMatch(c -> c.part().equals(part));
    }

    /** The part other than that one which has a row of that name; null if there is none. */
    @Nullable Part other(Part part, String name) {
        return claims.getOrDefault(name, List.of()).stream()
                .map(Claim::part)
                .filter(p -> !p.equals(part))
                .findFirst()
                .orElse(null);
    }

    /** The names of a part's rows. */
    Set<String> of(Part part) {
        Set<String> names = new TreeSet<>();
        claims.forEach((name, all) -> {
            if (all.stream().anyMatch(c -> c.part().equals(part))) {
                names.add(name);
            }
        });
        return names;
    }
}
