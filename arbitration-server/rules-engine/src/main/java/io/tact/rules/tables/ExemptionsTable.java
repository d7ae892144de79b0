package io.tact.rules.tables;

import io.tact.model.Relation;
import io.tact.model.Span;
import io.tact.policy.ExemptionRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.RuleKind;
import io.tact.policy.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads the table {@code exemptions}, when all rows are known that exemptions may name. */
final class ExemptionsTable {
    /** The tables whose rows can be lifted, one by one. */
    private static final Set<String> LIFTABLE =
            new TreeSet<>(List.of("caps", "consent", "cooloffs", "exclusions", "hours"));

    private final PolicyRows policy;
    private final Timetables timetables;

    ExemptionsTable(PolicyRows policy, Timetables timetables) {
        this.policy = policy;
        this.timetables = timetables;
    }

    void read(Table table) {
        for (TableRow row : table.rows()) {
            RuleInfo info = policy.info(row);
            Scope scope = policy.scope(row);
            Set<Relation.Kind> relations = row.list("relation", CellTypes.oneOf(Relation.Kind.class));
            Span validFor = row.get("valid_for", CellTypes.span(ConsentTable.LONGEST_VALIDITY));
            if (!row.has("relation")) {
                row.refuse(
                        "valid_for", "where relation is", "Maybe name the relation: it counts that long after its end");
            }
            Set<RuleKind> kinds = EnumSet.noneOf(RuleKind.class);
            Set<String> rows = new LinkedHashSet<>();
            row.list("lifts", text -> lifts(text, kinds, rows));
            boolean counts = row.get("counts_toward_caps", CellTypes::yesNo, true);
            if (!row.has("lifts") && counts) {
                row.error("lifts", "the row exempts from nothing", "Fill lifts, or counts_toward_caps with no");
            }
            checkTimetables(row, kinds, rows);
            if (info != null && !row.isBad()) {
                policy.add(new ExemptionRule(info, scope, relations, validFor, kinds, rows, counts), row);
            }
        }
    }

    private String lifts(String text, Set<RuleKind> kinds, Set<String> rows) {
        if (text.contains("#")) {
            rows.add(ownRow(text));
            return text;
        }
        kinds.add(kind(text));
        return text;
    }

    private static RuleKind kind(String text) {
        List<String> all = new ArrayList<>();
        for (RuleKind kind : RuleKind.values()) {
            if (kind.name().equals(text.toUpperCase(Locale.ROOT))) {
                return kind;
            }
            all.add(kind.name());
        }
        throw CellException.mustBe(
                text, "one of " + String.join(", ", all) + ", or a row such as hours#night", Closest.advice(text, all));
    }

    /** A row of the same part: nothing can lift a row of another one. */
    private String ownRow(String text) {
        Part part = policy.part();
        if (!LIFTABLE.contains(text.substring(0, text.indexOf('#')))) {
            throw CellException.mustBe(
                    text,
                    "a row of one of the tables " + String.join(", ", LIFTABLE),
                    "Maybe hours#" + afterHash(text));
        }
        if (policy.ids().has(part, text)) {
            return text;
        }
        Part other = policy.ids().other(part, text);
        if (other != null) {
            throw new CellException(
                    "(\"" + Texts.brief(text) + "\") is a row of " + other.name()
                            + ", and an exemption lifts rows of its own " + (part.isPack() ? "pack" : "ruleset")
                            + " only",
                    other.isPack() ? "What " + other.name() + " withholds stays withheld" : "");
        }
        throw new CellException(
                "(\"" + Texts.brief(text) + "\") is no row" + (part.isPack() ? " of this pack" : " of this ruleset"),
                Closest.adviceOrList(text, likely(part)));
    }

    private Set<String> likely(Part part) {
        Set<String> names = policy.ids().of(part);
        names.removeIf(name -> !LIFTABLE.contains(name.substring(0, name.indexOf('#'))));
        return names;
    }

    private static String afterHash(String text) {
        return text.substring(text.indexOf('#') + 1);
    }

    /** A timetable says no as one: who lifts some of its rows only would lift nothing. */
    private void checkTimetables(TableRow row, Set<RuleKind> kinds, Set<String> rows) {
        if (kinds.contains(RuleKind.HOURS)) {
            return;
        }
        Set<String> missing = new TreeSet<>();
        rows.forEach(name -> missing.addAll(timetables.with(name)));
        missing.removeAll(rows);
        if (!missing.isEmpty()) {
            row.error(
                    "lifts",
                    "lifts only a part of a timetable, and so nothing of it: " + String.join(", ", missing)
                            + (missing.size() == 1 ? " belongs to it" : " belong to it"),
                    "Name them all");
        }
    }
}
