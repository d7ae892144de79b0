package io.tact.rules.tables;

import io.tact.policy.HolidayCalendar;
import io.tact.policy.OverriddenCalendar;
import io.tact.policy.OverriddenCalendar.Kind;
import io.tact.policy.RuleInfo;
import io.tact.policy.TightenedCalendar;
import io.tact.port.HolidaySource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The holiday calendars of a ruleset and its packs: what a source knows, changed by the tables {@code holidays}. A pack's
 * hours are kept by its own calendar, to which others may only add holidays; the ruleset's own by all changes there are,
 * its own last.
 */
final class Calendars {
    private final HolidaySource source;
    private final Map<RuleInfo, Provenance> provenance;
    private final List<Change> changes = new ArrayList<>();
    private final List<HolidayRow> rows = new ArrayList<>();
    private final Map<Use, HolidayCalendar> made = new HashMap<>();

    /** Who keeps hours by a calendar. */
    private record Use(Part part, String calendar) {}

    private record Change(Part part, String region, LocalDate date, Kind kind, TableRow row) {
        /** Whether it changes that calendar: its own, or that of a part of its country. */
        boolean concerns(String name) {
            return name.equals(region) || name.startsWith(region + "-");
        }
    }

    /** @param provenance gets what each row says of where it comes from */
    Calendars(HolidaySource source, Map<RuleInfo, Provenance> provenance) {
        this.source = source;
        this.provenance = provenance;
    }

    /** Reads a part's table {@code holidays}. */
    void read(Table table) {
        Map<List<Object>, Integer> days = new HashMap<>();
        for (TableRow row : table.rows()) {
            String id = row.id("id");
            PolicyRows.Authority authority = PolicyRows.authority(row);
            String calendar = row.get("calendar", CellTypes::jurisdiction);
            String region = row.get("region", text -> region(text, calendar));
            LocalDate date = row.get("date", CellTypes::date);
            Kind kind = row.get("kind", CellTypes.oneOf(Kind.class), Kind.CLOSED);
            if (id == null || calendar == null || date == null || row.isBad()) {
                continue;
            }
            String where = region == null ? calendar : region;
            Integer other = days.putIfAbsent(List.of(where, date), row.number());
            if (other != null) {
                row.error("date", "date " + date + " of that calendar is in row " + other + " already", "Delete one");
            } else {
                changes.add(new Change(table.part(), where, date, kind, row));
                keep(row, id, where, authority, date, kind);
            }
        }
    }

    private void keep(
            TableRow row, String id, String where, PolicyRows.Authority authority, LocalDate date, Kind kind) {
        RuleInfo info = new RuleInfo(
                row.table().schema().name(),
                id,
                row.table().part().name(),
                where,
                null,
                null,
                authority.citation(),
                authority.binding(),
                authority.verified());
        provenance.put(info, Provenance.of(row));
        rows.add(new HolidayRow(info, date, row.text("name"), kind));
    }

    /** The rows that were read. */
    List<HolidayRow> rows() {
        return List.copyOf(rows);
    }

    private static String region(String text, @Nullable String calendar) {
        String region = CellTypes.jurisdiction(text);
        if (calendar != null && !region.startsWith(calendar + "-")) {
            throw CellException.mustBe(
                    text,
                    "a part of " + calendar + ", such as " + calendar + "-1",
                    "Maybe the calendar should be another");
        }
        return region;
    }

    /**
     * The calendar by which a part keeps its hours; the same one whenever it is asked for.
     *
     * @throws CellException if nothing is known of it
     */
    HolidayCalendar of(Part part, String name) {
        Predicate<Change> heard = c -> c.part().equals(part) || !part.isPack();
        if (!source.knows(name)
                && changes.stream().noneMatch(c -> c.concerns(name) && heard.test(c) && c.kind() == Kind.CLOSED)) {
            throw new CellException(
                    "(\"" + name + "\") is no calendar that is known",
                    "Add its days to the table holidays"
                            + (name.contains("-") ? ", or maybe " + name.substring(0, 2) : ""));
        }
        return made.computeIfAbsent(new Use(part, name), use -> make(part, name, heard));
    }

    private HolidayCalendar make(Part part, String name, Predicate<Change> heard) {
        Map<LocalDate, Kind> own = overrides(name, heard.and(c -> !c.part().equals(part)));
        own.putAll(overrides(name, c -> c.part().equals(part)));
        HolidayCalendar calendar = new OverriddenCalendar(name, year -> source.holidays(name, year), own);
        Map<LocalDate, Kind> others = overrides(name, heard.negate().and(c -> c.kind() != Kind.OPEN));
        return others.isEmpty() ? calendar : new TightenedCalendar(calendar, others);
    }

    /** What some changes make of days: those of a part of a country go before those of the country. */
    private Map<LocalDate, Kind> overrides(String name, Predicate<Change> which) {
        Map<LocalDate, Kind> all = strictest(name, which.and(c -> !c.region().equals(name)));
        all.putAll(strictest(name, which.and(c -> c.region().equals(name))));
        return all;
    }

    private Map<LocalDate, Kind> strictest(String name, Predicate<Change> which) {
        Map<LocalDate, Kind> all = new HashMap<>();
        changes.stream()
                .filter(c -> c.concerns(name))
                .filter(which)
                .forEach(c -> all.merge(c.date(), c.kind(), Calendars::stricter));
        return all;
    }

    private static Kind stricter(Kind a, Kind b) {
        return a == Kind.CLOSED || b == Kind.OPEN ? a : b;
    }

    /** Refuses changes of the ruleset that could only be meant to open the hours of a pack, and warns of idle ones. */
    void check() {
        for (Change c : changes) {
            List<Part> users = made.keySet().stream()
                    .filter(use -> c.concerns(use.calendar()))
                    .map(Use::part)
                    .distinct()
                    .toList();
            if (users.isEmpty() && !c.part().isPack()) {
                c.row()
                        .warning(
                                "calendar",
                                "no hours are kept by the calendar " + c.region(),
                                "Maybe take the row out");
            } else if (c.kind() != Kind.CLOSED
                    && !c.part().isPack()
                    && users.stream().allMatch(Part::isPack)) {
                c.row()
                        .error(
                                "kind",
                                "kind " + c.kind() + " would open hours of "
                                        + users.get(0).name() + ", and only hours of the ruleset itself can be opened",
                                "Maybe CLOSED");
            }
        }
    }
}
