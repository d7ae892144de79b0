package io.tact.rules.tables;

import io.tact.rules.workbooks.Sheet;
import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes a table of a sheet, as if it had been a CSV file. Stateless. */
final class SheetTable {
    private static final Set<String> DATES =
            Set.of("effective_from", "effective_to", "starts", "ends", "date", "not_after", "now");
    private static final Set<String> FREE_TEXT = Set.of("note", "source", "citation", "description", "content");
    private static final String AS_TEXT = "Format the cell as text, and type it again";

    private SheetTable() {}

    static CsvTable of(String place, TableSchema schema, Sheet sheet, List<Problem> problems) {
        TableShape shape = new TableShape(place, problems);
        List<Sheet.Row> all = sheet.rows();
        boolean titled = !all.isEmpty() && all.get(0).number() == 1;
        List<String> titles = titled ? all.get(0).cells() : List.of();
        if (!titled && sheet.whole()) {
            shape.untitled();
        }
        shape.checkTitles(titles);
        List<CsvRow> rows = new ArrayList<>();
        int expected = 2;
        for (Sheet.Row one : titled ? all.subList(1, all.size()) : List.<Sheet.Row>of()) {
            if (one.number() > expected) {
                shape.gap(expected, one.number());
            }
            expected = one.number() + 1;
            CsvRow row = new CsvRow(one.number(), one.cells());
            shape.checkRow(row, titles, "Give the column a title, or delete it");
            rows.add(row);
        }
        Set<Sheet.Place> told = new HashSet<>(sheet.wrong());
        Set<Sheet.Place> dates = new HashSet<>();
        sheet.turned().stream().filter(Sheet.TurnedCell::date).forEach(turned -> dates.add(turned.place()));
        for (Sheet.TurnedCell turned : sheet.turned()) {
            check(place, schema, titles, turned, told, problems);
        }
        return new CsvTable(place, titles, rows, told, dates, titled && sheet.whole());
    }

    /** Tells of what a spreadsheet has made of other text: dates of names such as 1-2, numbers of names such as 1E5. */
    private static void check(
            String place,
            TableSchema schema,
            List<String> titles,
            Sheet.TurnedCell turned,
            Set<Sheet.Place> told,
            List<Problem> problems) {
        int row = turned.place().row();
        int column = turned.place().column();
        String title = column <= titles.size() ? titles.get(column - 1).toLowerCase(Locale.ROOT) : "";
        boolean text = FREE_TEXT.contains(title) || title.startsWith("content.");
        if (row == 1 || text) {
            return;
        }
        if (!turned.date()) {
            problems.add(Problem.atCell(
                            place,
                            row,
                            column,
                            "the number " + turned.text()
                                    + " is shown with an E, as spreadsheets show what was typed like" + " 1E5",
                            "Maybe it was text: then format the cell as text, and type it again")
                    .asWarning());
        } else if (schema.columns().contains(title) && !DATES.contains(title)) {
            told.add(turned.place());
            problems.add(Problem.atCell(
                    place,
                    row,
                    column,
                    "the spreadsheet has made the date " + turned.text() + " of what was typed",
                    AS_TEXT));
        }
    }
}
