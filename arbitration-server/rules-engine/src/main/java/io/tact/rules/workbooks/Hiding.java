package io.tact.rules.workbooks;

import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xml.sax.Attributes;

/** What a sheet shows otherwise than it is: hidden rows and columns, and merged cells. Belongs to one thread. */
final class Hiding {
    private static final Pattern AREA = Pattern.compile("([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})");
    private static final int MOST_AREAS = 10_000;

    private final String place;
    private final List<Problem> problems;
    private final BitSet columns = new BitSet();
    private final BitSet rows = new BitSet();
    private final List<Area> areas = new ArrayList<>();

    private record Area(String name, int column, int row) {}

    Hiding(String place, List<Problem> problems) {
        this.place = place;
        this.problems = problems;
    }

    void column(Attributes attributes) {
        int from = Xml.number(attributes, "min");
        int to = Math.min(Xml.number(attributes, "max"), SheetReader.MAX_COLUMNS);
        if (from > 0 && to >= from && isHidden(attributes, "width")) {
            columns.set(from, to + 1);
        }
    }

    void row(int row, Attributes attributes) {
        if (row <= SheetReader.MAX_ROWS && isHidden(attributes, "ht")) {
            rows.set(row);
        }
    }

    private static boolean isHidden(Attributes attributes, String size) {
        String given = Xml.attribute(attributes, size);
        return Xml.isTrue(attributes, "hidden") || (given != null && isNothing(given));
    }

    /** Whether that is 0, or 0.00. */
    private static boolean isNothing(String size) {
        return size.startsWith("0") && size.chars().allMatch(c -> c == '0' || c == '.');
    }

    void merged(String area) {
        Matcher matcher = AREA.matcher(area);
        if (matcher.matches() && areas.size() < MOST_AREAS) {
            areas.add(new Area(area, SheetReader.columnOf(matcher.group(1)), Integer.parseInt(matcher.group(2))));
        }
    }

    /** Tells of what has text in it; a merged cell is an error, as it stands for one cell only. */
    void tell(List<Sheet.Row> all) {
        Map<Integer, Sheet.Row> byNumber = new HashMap<>();
        all.forEach(row -> byNumber.put(row.number(), row));
        for (Area area : areas) {
            Sheet.Row row = byNumber.get(area.row());
            if (row != null && has(row, area.column())) {
                problems.add(Problem.atCell(
                        place,
                        area.row(),
                        area.column(),
                        "the cells " + area.name() + " are merged, and only the first of them holds the text",
                        "Unmerge them, and fill each one that should have it"));
            }
        }
        tellColumns(all);
        tellRows(all);
    }

    private void tellColumns(List<Sheet.Row> all) {
        BitSet left = (BitSet) columns.clone();
        for (Sheet.Row row : all) {
            for (int at = left.nextSetBit(0); at >= 0 && at <= row.cells().size(); at = left.nextSetBit(at + 1)) {
                if (has(row, at)) {
                    left.clear(at);
                    problems.add(Problem.atCell(
                                    place,
                                    row.number(),
                                    at,
                                    "column " + Problem.columnName(at) + " is hidden, and counts all the same",
                                    "Maybe show it, or delete it")
                            .asWarning());
                }
            }
        }
    }

    private void tellRows(List<Sheet.Row> all) {
        int first = 0;
        int last = 0;
        int column = 1;
        for (Sheet.Row row : all) {
            if (!rows.get(row.number())) {
                tellRows(first, last, column);
                first = 0;
                continue;
            }
            if (first == 0) {
                first = row.number();
                column = firstFilled(row);
            }
            last = row.number();
        }
        tellRows(first, last, column);
    }

    private void tellRows(int first, int last, int column) {
        if (first > 0) {
            boolean one = first == last;
            problems.add(Problem.atCell(
                            place,
                            first,
                            column,
                            one
                                    ? "row " + first + " is hidden, and counts all the same"
                                    : "rows " + first + " to " + last + " are hidden, and count all the same",
                            one ? "Maybe show it, or delete it" : "Maybe show them, or delete them")
                    .asWarning());
        }
    }

    private static int firstFilled(Sheet.Row row) {
        for (int i = 0; i < row.cells().size(); i++) {
            if (!row.cells().get(i).isEmpty()) {
                return i + 1;
            }
        }
        return 1;
    }

    private static boolean has(Sheet.Row row, int column) {
        return column >= 1
                && column <= row.cells().size()
                && !row.cells().get(column - 1).isEmpty();
    }
}
