package io.tact.rules.tables;

import io.tact.ruleset.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What every table must be like, in a file or in a sheet: titles in the first row, and no gaps. */
final class TableShape {
    private final String file;
    private final List<Problem> problems;

    /** @param problems gets every error, by cell */
    TableShape(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Tells of a first row without titles. */
    void untitled() {
        problems.add(Problem.inFile(file, "the first row is blank", "It must hold the column titles"));
    }

    /** Checks that no two columns have the same title. */
    void checkTitles(List<String> titles) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < titles.size(); i++) {
            String title = titles.get(i);
            if (!title.isEmpty() && !seen.add(title.toLowerCase(Locale.ROOT))) {
                problems.add(Problem.atCell(
                        file, 1, i + 1, "two columns have the title \"" + title + "\"", "Maybe delete one of them"));
            }
        }
    }

    /** Tells of blank rows with others below them. */
    void gap(int firstBlankRow, int nextRow) {
        problems.add(Problem.atCell(
                file,
                firstBlankRow,
                1,
                "a blank row in the middle of the table",
                "Maybe delete it: the table goes on in row " + nextRow));
    }

    /** Checks that a row has nothing in a column without a title. */
    void checkRow(CsvRow row, List<String> titles, String advice) {
        for (int i = 0; i < row.cells().size(); i++) {
            if (!row.cell(i).isEmpty() && (i >= titles.size() || titles.get(i).isEmpty())) {
                problems.add(Problem.atCell(
                        file,
                        row.number(),
                        i + 1,
                        "\"" + Texts.brief(row.cell(i)) + "\" stands in a column without a title",
                        advice));
                break;
            }
        }
    }
}
