package io.tact.rules.tables;

import io.tact.facts.Factor;
import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Condition;
import io.tact.model.Fixed;
import io.tact.model.Selector.Dimension;
import io.tact.model.Treatment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tables {@code eligibility} and {@code scoring}, whose columns may be conditions. */
final class ConditionalTables {
    private final Names names;
    private final ConditionReader conditions;
    private final Map<String, RowPlace> places;
    private final Set<List<@Nullable String>> combinations = new HashSet<>();
    private final boolean complete;

    /** @param complete whether there is a catalogue, every row of which could be read */
    ConditionalTables(
            Names names,
            ConditionReader conditions,
            Catalogue catalogue,
            boolean complete,
            Map<String, RowPlace> places) {
        this.names = names;
        this.conditions = conditions;
        this.places = places;
        this.complete = complete;
        for (Treatment t : catalogue.treatments()) {
            String channel = t.slot().channel().name();
            for (int i = 0; i < 16; i++) {
                combinations.add(target(
                        (i & 1) == 0 ? null : t.campaign(),
                        (i & 2) == 0 ? null : t.offer(),
                        (i & 4) == 0 ? null : t.id(),
                        (i & 8) == 0 ? null : channel));
            }
        }
    }

    private static List<@Nullable String> target(
            @Nullable String campaign, @Nullable String offer, @Nullable String treatment, @Nullable String channel) {
        List<@Nullable String> target = new ArrayList<>(4);
        target.add(campaign);
        target.add(offer);
        target.add(treatment);
        target.add(channel);
        return target;
    }

    List<EligibilityRow> eligibility(Table table) {
        List<EligibilityRow> rows = new ArrayList<>();
        List<ConditionReader.Column> columns = conditions.columns(table);
        for (TableRow row : table.rows()) {
            String id = row.id("id");
            String campaign = named(row, Dimension.CAMPAIGN);
            String offer = named(row, Dimension.OFFER);
            String treatment = named(row, Dimension.TREATMENT);
            List<Condition> all = conditions(row, columns);
            LocalDate from = row.get("effective_from", CellTypes::date);
            LocalDate to = PolicyRows.effectiveTo(row, from);
            checkTarget(row, campaign, offer, treatment, null);
            if (id != null && !row.isBad()) {
                rows.add(new EligibilityRow(id, campaign, offer, treatment, all, from, to));
                places.put("eligibility#" + id, row.place());
            }
        }
        return rows;
    }

    List<ScoringRow> scoring(Table table) {
        ScoringTies ties = new ScoringTies();
        List<ConditionReader.Column> columns = conditions.columns(table);
        for (TableRow row : table.rows()) {
            String id = row.id("id");
            String campaign = named(row, Dimension.CAMPAIGN);
            String offer = named(row, Dimension.OFFER);
            String channel = named(row, Dimension.CHANNEL);
            List<Condition> all = conditions(row, columns);
            Map<Factor, FactorSource> factors = factors(row);
            LocalDate from = row.get("effective_from", CellTypes::date);
            LocalDate to = PolicyRows.effectiveTo(row, from);
            checkTarget(row, campaign, offer, null, channel);
            if (factors.isEmpty() && !row.isBad()) {
                row.error("id", "the row gives no factor", "Fill propensity, context, value or lever");
            }
            if (id != null && !row.isBad()) {
                Channel on = channel == null ? null : new Channel(channel);
                ties.add(row, new ScoringRow(id, campaign, offer, on, all, factors, from, to));
                places.put("scoring#" + id, row.place());
            }
        }
        return ties.resolved();
    }

    private @Nullable String named(TableRow row, Dimension dimension) {
        return row.get(dimension.name().toLowerCase(Locale.ROOT), text -> names.known(dimension, text));
    }

    private void checkTarget(
            TableRow row,
            @Nullable String campaign,
            @Nullable String offer,
            @Nullable String treatment,
            @Nullable String channel) {
        if (complete && !row.isBad() && !combinations.contains(target(campaign, offer, treatment, channel))) {
            boolean any = campaign == null && offer == null && treatment == null && channel == null;
            if (!any) {
                row.error(
                        "id",
                        "no treatment of the catalogue is all that the row names",
                        "Maybe one of its names belongs to another campaign");
            }
        }
    }

    private List<Condition> conditions(TableRow row, List<ConditionReader.Column> columns) {
        List<Condition> found = new ArrayList<>();
        for (ConditionReader.Column column : columns) {
            String text = row.text(column.index());
            if (!text.isEmpty() && !column.isReadable()) {
                row.spoil();
            } else if (!text.isEmpty()) {
                if (conditions.isText(column)) {
                    row.warnOfDate(column.index());
                }
                Condition condition =
                        row.read(column.index(), column.title(), text, cell -> conditions.condition(column, cell));
                if (condition != null) {
                    found.add(condition);
                }
            }
        }
        return found;
    }

    private Map<Factor, FactorSource> factors(TableRow row) {
        Map<Factor, FactorSource> factors = new EnumMap<>(Factor.class);
        for (Factor factor : Factor.values()) {
            FactorSource source = row.get(factor.name().toLowerCase(Locale.ROOT), text -> source(factor, text));
            if (source != null) {
                factors.put(factor, source);
            }
        }
        return factors;
    }

    private FactorSource source(Factor factor, String text) {
        if (text.startsWith("@")) {
            return new FactorSource.FromAttribute(
                    conditions.numberAttribute(text.substring(1).strip()));
        }
        Fixed figure =
                switch (factor) {
                    case PROPENSITY -> CellTypes.share(text);
                    case CONTEXT, VALUE -> CellTypes.notNegative(text);
                    case LEVER -> CatalogueTable.lever(text);
                };
        return new FactorSource.Literal(figure);
    }
}
