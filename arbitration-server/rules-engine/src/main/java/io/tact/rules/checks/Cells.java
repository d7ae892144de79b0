package io.tact.rules.checks;

import io.tact.policy.RuleInfo;
import io.tact.rules.tables.CsvRow;
import io.tact.rules.tables.CsvTable;
import io.tact.rules.tables.ReadRuleset;
import io.tact.ruleset.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The cells of the ruleset's own tables, and the warnings at them. Belongs to one thread. */
final class Cells {
    private final SortedMap<String, CsvTable> tables;
    private final Map<String, Map<String, List<CsvRow>>> rows = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Cells(ReadRuleset read) {
        this.tables = read.own();
    }

    List<Problem> problems() {
        return problems;
    }

    /** The text of a cell; empty if it is, or is not there. */
    String text(String table, String id, @Nullable LocalDate from, String column) {
        CsvTable csv = tables.get(table);
        CsvRow row = row(table, id, from);
        return csv == null || row == null ? "" : row.cell(csv.index(column));
    }

    String text(RuleInfo info, String column) {
        return text(info.table(), info.id(), info.effectiveFrom(), column);
    }

    void warn(RuleInfo info, String column, String what, String advice) {
        warn(info.table(), info.id(), info.effectiveFrom(), column, what, advice);
    }

    /** Warns at a cell, or at the row's first if the table has no such column. */
    void warn(String table, String id, @Nullable LocalDate from, String column, String what, String advice) {
        CsvTable csv = tables.get(table);
        CsvRow row = row(table, id, from);
        if (csv != null && row != null) {
            int at = Math.max(csv.index(column), 0) + 1;
            problems.add(
                    Problem.atCell(csv.file(), row.number(), at, what, advice).asWarning());
        }
    }

    /** {@code caps#a (row 3)}, or {@code caps#FR-03 of legal/fr}. */
    String named(RuleInfo info) {
        CsvRow row = row(info.table(), info.id(), info.effectiveFrom());
        return info.name() + (row == null ? " of " + info.pack() : " (row " + row.number() + ")");
    }

    /** {@code row a (row 3)}. */
    String named(String table, String id) {
        CsvRow row = row(table, id, null);
        return table + "#" + id + (row == null ? "" : " (row " + row.number() + ")");
    }

    private @Nullable CsvRow row(String table, String id, @Nullable LocalDate from) {
        CsvTable csv = tables.get(table);
        if (csv == null) {
            return null;
        }
        List<CsvRow> versions = rows.computeIfAbsent(table, t -> byId(csv)).getOrDefault(id, List.of());
        String wanted = from == null ? "" : from.toString();
        return versions.stream()
                .filter(row -> row.cell(csv.index("effective_from")).equals(wanted))
                .findFirst()
                .orElse(versions.isEmpty() ? null : versions.get(0));
    }

    private static Map<String, List<CsvRow>> byId(CsvTable csv) {
        int id = csv.index("id") >= 0 ? csv.index("id") : csv.index("treatment");
        Map<String, List<CsvRow>> rows = new HashMap<>();
        csv.rows().forEach(row -> rows.computeIfAbsent(row.cell(id), k -> new ArrayList<>(1))
                .add(row));
        return rows;
    }
}
