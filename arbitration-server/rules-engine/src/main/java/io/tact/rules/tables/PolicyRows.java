package io.tact.rules.tables;

import io.tact.model.Binding;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what every policy table has: what a row says of itself, and which messages it is about. */
final class PolicyRows {
    private final Part part;
    private final Names names;
    private final RuleIds ids;
    private final Map<String, RowPlace> places;
    private final Map<RuleInfo, Provenance> provenance;
    private final List<PolicyRule> rules;

    /**
     * @param places gets where each row stands
     * @param provenance gets what each row says of where it comes from
     * @param rules gets each row
     */
    PolicyRows(
            Part part,
            Names names,
            RuleIds ids,
            Map<String, RowPlace> places,
            Map<RuleInfo, Provenance> provenance,
            List<PolicyRule> rules) {
        this.part = part;
        this.names = names;
        this.ids = ids;
        this.places = places;
        this.provenance = provenance;
        this.rules = rules;
    }

    Part part() {
        return part;
    }

    Names names() {
        return names;
    }

    RuleIds ids() {
        return ids;
    }

    /** What the row says of itself; null if its id is wrong. */
    @Nullable RuleInfo info(TableRow row) {
        String id = row.get("id", CellTypes::id);
        String jurisdiction = row.get("jurisdiction", this::jurisdiction);
        LocalDate from = row.get("effective_from", CellTypes::date);
        LocalDate to = effectiveTo(row, from);
        if (id != null) {
            ids.claim(row, id, from, to);
        }
        Authority authority = authority(row);
        if (id == null) {
            return null;
        }
        RuleInfo info = new RuleInfo(
                row.table().schema().name(),
                id,
                part.name(),
                jurisdiction == null ? part.jurisdiction() : jurisdiction,
                from,
                to,
                authority.citation(),
                authority.binding(),
                authority.verified());
        provenance.put(info, Provenance.of(row));
        return info;
    }

    /** What a row rests on. */
    record Authority(Binding binding, @Nullable String citation, boolean verified) {}

    /** What a row says that it rests on; rows of a pack must say it. */
    static Authority authority(TableRow row) {
        Binding binding = row.get("binding", CellTypes.oneOf(Binding.class), Binding.OPERATOR);
        String citation = row.get("citation", text -> text);
        boolean verified = row.get("verified", CellTypes::yesNo, true);
        if (!verified && row.table().part().mustBeVerified()) {
            row.error(
                    "verified",
                    "verified (\"" + row.text("verified") + "\") must be yes in a pack whose status is LAW",
                    "Maybe move the row into a pack with status TEMPLATE");
        }
        return new Authority(binding, citation, verified);
    }

    private String jurisdiction(String text) {
        String jurisdiction = CellTypes.jurisdiction(text);
        String whole = part.jurisdiction();
        if (whole != null && !jurisdiction.equals(whole) && !jurisdiction.startsWith(whole + "-")) {
            throw CellException.mustBe(
                    text, whole + " or a part of it, as the pack is about " + whole, "Maybe leave the cell empty");
        }
        return jurisdiction;
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
                named(row, Dimension.OFFER, text -> text),
                row.list("subject", CellTypes::id));
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

    /** Takes a rule that was read from a row; of versions the place of the first is kept. */
    void add(PolicyRule rule, TableRow row) {
        rules.add(rule);
        places.putIfAbsent(rule.info().name(), row.place());
    }
}
