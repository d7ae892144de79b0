package io.tact.rules.tables;

import io.tact.model.Amounts;
import io.tact.model.Catalogue;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Treatment;
import io.tact.ruleset.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code catalogue}: one treatment per row. */
final class CatalogueTable {
    private static final String CONTENT = "content";
    private static final Pattern DATE = Pattern.compile("[^T]*");

    private final Table table;
    private final ZoneId zone;
    private final Map<TableRow, Slot> withoutPrior = new LinkedHashMap<>();
    private final Map<Integer, String> languages = new TreeMap<>();
    private final Map<String, Campaign> campaigns = new HashMap<>();
    private final List<Treatment> treatments = new ArrayList<>();

    /** What the rows of one campaign say of it, by column: the first cell that says anything, and its row. */
    private static final class Campaign {
        private final Map<String, Object> values = new HashMap<>();
        private final Map<String, Integer> rows = new HashMap<>();
    }

    CatalogueTable(Table table, ZoneId zone, Map<String, RowPlace> places) {
        this.table = table;
        this.zone = zone;
        readLanguages();
        List<TableRow> rows = table.rows();
        rows.forEach(this::readCampaign);
        rows.forEach(row -> read(row, places));
    }

    /** Whether a title in lower case is content in a language. */
    static boolean isContent(String title) {
        return title.startsWith(CONTENT + ".");
    }

    Catalogue catalogue() {
        return new Catalogue(treatments);
    }

    /** The language of each column that is content; empty for that of every other language. */
    private void readLanguages() {
        for (int i = 0; i < table.titles().size(); i++) {
            String title = table.titles().get(i);
            if (title.equalsIgnoreCase(CONTENT)) {
                languages.put(i, "");
            } else if (isContent(title.toLowerCase(Locale.ROOT))) {
                try {
                    languages.put(i, Languages.tag(title.substring(CONTENT.length() + 1)));
                } catch (CellException e) {
                    table.problems().add(Problem.atCell(table.file(), 1, i + 1, e.whatOf("content."), e.advice()));
                }
            }
        }
    }

    private void readCampaign(TableRow row) {
        if (!row.has("campaign")) {
            return;
        }
        String name = row.text("campaign");
        Campaign campaign = campaigns.computeIfAbsent(name, c -> new Campaign());
        agree(row, name, campaign, "owner", text -> text);
        agree(row, name, campaign, "starts", text -> start(text));
        agree(row, name, campaign, "ends", text -> end(text));
        agree(row, name, campaign, "priority", CellTypes::whole);
        agree(row, name, campaign, "control_share", CellTypes::share);
        Object starts = campaign.values.get("starts");
        Object ends = campaign.values.get("ends");
        if (starts instanceof Instant from
                && ends instanceof Instant to
                && !from.isBefore(to)
                && (row.has("starts") || row.has("ends"))) {
            row.error("ends", "ends is not after starts: campaign " + name + " never runs", "Maybe they are swapped");
        }
    }

    private static void agree(TableRow row, String name, Campaign campaign, String column, CellType<Object> type) {
        Object value = row.get(column, type);
        if (value == null) {
            return;
        }
        Object first = campaign.values.putIfAbsent(column, value);
        campaign.rows.putIfAbsent(column, row.number());
        if (first != null && !first.equals(value)) {
            row.error(
                    column,
                    column + " (\"" + Texts.brief(row.text(column)) + "\") of campaign " + name + " is another in row "
                            + campaign.rows.get(column),
                    "It belongs to the campaign: give the same one in each row, or leave the others empty");
        }
    }

    private void read(TableRow row, Map<String, RowPlace> places) {
        String campaignName = row.get("campaign", CellTypes::id);
        String offer = row.get("offer", CellTypes::id);
        String id = row.id("treatment");
        var channel = row.get("channel", CellTypes::channel);
        Fixed value = row.get("value", CellTypes::notNegative, Fixed.ONE);
        Fixed contactCost = row.get("contact_cost", CellTypes::notNegative, Fixed.ZERO);
        Fixed incentiveCost = row.get("incentive_cost", CellTypes::notNegative, Fixed.ZERO);
        Slot slot = campaignName == null || offer == null || channel == null
                ? null
                : new Slot(
                        channel,
                        row.get("direction", CellTypes.oneOf(Direction.class), Direction.OUTBOUND),
                        row.get("purpose", CellTypes.oneOf(Purpose.class), Purpose.MARKETING),
                        row.get("category", CellTypes::id),
                        row.get("subject", CellTypes::id),
                        row.has("sender") ? row.text("sender") : null,
                        row.get("sender_class", CellTypes.oneOf(SenderClass.class), SenderClass.CVM),
                        campaignName,
                        offer,
                        new Amounts(value, contactCost, incentiveCost));
        Fixed prior = row.get("prior", CellTypes::share, Fixed.ONE);
        Fixed lever = row.get("lever", CatalogueTable::lever, Fixed.ZERO);
        Instant notAfter = row.get("not_after", this::latest);
        if (slot != null && slot.purpose().allowsControl() && !row.has("prior")) {
            withoutPrior.put(row, slot);
        }
        Campaign campaign = campaigns.get(campaignName);
        if (slot == null || id == null || campaign == null || row.isBad()) {
            return;
        }
        treatments.add(new Treatment(
                id,
                slot,
                valueOf(campaign, "owner", String.class),
                valueOf(campaign, "starts", Instant.class),
                valueOf(campaign, "ends", Instant.class),
                campaign.values.get("priority") instanceof Integer priority ? priority : 0,
                value,
                contactCost,
                incentiveCost,
                prior,
                lever,
                valueOf(campaign, "control_share", Fixed.class),
                notAfter,
                content(row)));
        places.put("catalogue#" + id, row.place());
    }

    /** Warns of treatments that count as always accepted, unless a row of scoring always says otherwise. */
    void warnOfPriors(List<ScoringRow> scoring) {
        List<ScoringRow> always =
                scoring.stream().filter(ScoringRow::alwaysGivesPropensity).toList();
        withoutPrior.forEach((row, slot) -> {
            if (always.stream().noneMatch(s -> s.isAbout(slot))) {
                row.warning(
                        "prior",
                        "prior is empty: where no propensity is known, treatment " + row.text("treatment")
                                + " counts as always accepted",
                        "Maybe give the share of subscribers who accept, such as 0.05");
            }
        });
    }

    private static <T> @Nullable T valueOf(Campaign campaign, String column, Class<T> type) {
        Object value = campaign.values.get(column);
        return type.isInstance(value) ? type.cast(value) : null;
    }

    private Map<String, String> content(TableRow row) {
        Map<String, String> content = new HashMap<>();
        languages.forEach((column, language) -> {
            if (!row.text(column).isEmpty()) {
                content.put(language, row.text(column));
            }
        });
        return content;
    }

    /** A lever in percent: −100 takes a candidate's score to nothing, and less would turn it round. */
    static Fixed lever(String text) {
        Fixed lever = CellTypes.number(text);
        if (lever.compareTo(Fixed.of(-100)) < 0) {
            throw CellException.mustBe(text, "a percentage of -100 or more", "");
        }
        return lever;
    }

    private Instant start(String text) {
        return isDate(text) ? startOf(CellTypes.date(text)) : instant(text);
    }

    /** A day is inclusive: what ends on it runs until the next one begins. */
    private Instant end(String text) {
        return isDate(text) ? startOf(CellTypes.date(text).plusDays(1)) : instant(text);
    }

    private Instant latest(String text) {
        return isDate(text) ? end(text).minusMillis(1) : instant(text);
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static boolean isDate(String text) {
        return DATE.matcher(text).matches();
    }

    private static Instant instant(String text) {
        try {
            return CellTypes.instant(text);
        } catch (CellException e) {
            throw CellException.mustBe(
                    text, "a date such as 2026-11-23, or an instant with its offset", "Maybe add +01:00 or Z");
        }
    }
}
