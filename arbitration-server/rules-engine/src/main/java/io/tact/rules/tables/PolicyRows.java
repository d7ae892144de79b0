package io.tact.rules.tables;

import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Selector.Dimension;
import io.tact.model.SenderClass;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.ZoneBasis;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what every policy table has: what a row says of itself, and which messages it is about. */
final class PolicyRows {
    private final Names names;
    private final String pack;
    private final Map<String, RowPlace> places;

    PolicyRows(Names names, String pack, Map<String, RowPlace> places) {
        this.names = names;
        this.pack = pack;
        this.places = places;
    }

    Names names() {
        return names;
    }

    /** What the row says of itself; null if its id is wrong. */
    @Nullable RuleInfo info(TableRow row) {
        String id = row.id("id");
        String jurisdiction = row.get("jurisdiction", CellTypes::jurisdiction);
        LocalDate from = row.get("effective_from", CellTypes::date);
        LocalDate to = effectiveTo(row, from);
        String citation = row.has("citation") ? row.text("citation") : null;
        return id == null
                ? null
                : new RuleInfo(row.table().schema().name(), id, pack, jurisdiction, from, to, citation);
    }

    /** The last day a row is in force, which is not before the first. */
    static @Nullable LocalDate effectiveTo(TableRow row, @Nullable LocalDate from) {
        LocalDate to = row.get("effective_to", CellTypes::date);
        if (from != null && to != null && to.isBefore(from)) {
            row.error(
                    "effective_to",
                    "effective_to (" + to + ") is before effective_from (" + from + ")",
                    "Maybe they are swapped");
        }
        return to;
    }

    Scope scope(TableRow row) {
        return new Scope(
                named(row, Dimension.CHANNEL, CellTypes::channel),
                directions(row),
                row.list("purpose", CellTypes.oneOf(Purpose.class)),
                named(row, Dimension.CATEGORY, CellTypes::id),
                named(row, Dimension.SENDER, text -> text),
                row.list("sender_class", CellTypes.oneOf(SenderClass.class)),
                named(row, Dimension.CAMPAIGN, text -> text),
                named(row, Dimension.OFFER, text -> text));
    }

    private <T> Set<T> named(TableRow row, Dimension dimension, CellType<T> type) {
        String column = Names.column(dimension);
        return row.list(column, text -> {
            T value = type.read(text);
            names.doubt(row, column, dimension, text);
            return value;
        });
    }

    /** The directions a row binds: outbound, unless it says otherwise. */
    static Set<Direction> directions(TableRow row) {
        if (row.text("direction").equals("*")) {
            return Set.of(Direction.values());
        }
        Set<Direction> directions = row.list("direction", CellTypes.oneOf(Direction.class));
        return directions.isEmpty() ? Set.of(Direction.OUTBOUND) : new LinkedHashSet<>(directions);
    }

    static ZoneBasis zoneBasis(TableRow row) {
        return row.get(
                "zone_basis",
                text -> text.equalsIgnoreCase("SUBSCRIBER")
                        ? ZoneBasis.SUBSCRIBER
                        : new ZoneBasis(CellTypes.zone(text)),
                ZoneBasis.SUBSCRIBER);
    }

    /** Notes where a rule stands. */
    void stands(PolicyRule rule, TableRow row) {
        places.put(rule.info().name(), row.place());
    }
}
