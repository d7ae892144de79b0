package io.tact.rules.tables;

import io.tact.model.Channel;
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
import java.util.Locale;
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
                row.list("channel", text -> channel(row, text)),
                directions(row),
                row.list("purpose", CellTypes.oneOf(Purpose.class)),
                row.list("category", text -> category(row, text)),
                row.list("sender", text -> text),
                row.list("sender_class", CellTypes.oneOf(SenderClass.class)),
                row.list("campaign", text -> names.known(Dimension.CAMPAIGN, text)),
                row.list("offer", text -> names.known(Dimension.OFFER, text)));
    }

    /** The directions a row binds: outbound, unless it says otherwise. */
    static Set<Direction> directions(TableRow row) {
        if (row.text("direction").equals("*")) {
            return Set.of(Direction.values());
        }
        Set<Direction> directions = row.list("direction", CellTypes.oneOf(Direction.class));
        return directions.isEmpty() ? Set.of(Direction.OUTBOUND) : new LinkedHashSet<>(directions);
    }

    private Channel channel(TableRow row, String text) {
        Channel channel = CellTypes.channel(text);
        names.open(Dimension.CHANNEL, text);
        if (names.isNew(Dimension.CHANNEL, text) && !Channel.WELL_KNOWN.contains(channel)) {
            warnOfNew(row, Dimension.CHANNEL, text);
        }
        return channel;
    }

    private String category(TableRow row, String text) {
        String category = names.open(Dimension.CATEGORY, CellTypes.id(text));
        if (names.isNew(Dimension.CATEGORY, text)) {
            warnOfNew(row, Dimension.CATEGORY, text);
        }
        return category;
    }

    private static void warnOfNew(TableRow row, Dimension dimension, String text) {
        String column = dimension.name().toLowerCase(Locale.ROOT);
        row.warning(
                column,
                column + " " + text + " is that of no treatment",
                "It binds only messages that are not in the catalogue");
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
