package io.tact.rules.tables;

import java.util.List;

/** Writes CSV. Stateless. */
public final class CsvText {
    private CsvText() {}

    /** The same table as a file: UTF-8 once encoded, {@code ,} between cells, line feeds between rows. */
    public static String of(CsvTable table) {
        StringBuilder out = new StringBuilder();
        line(out, table.titles(), table.titles().size());
        table.rows().forEach(row -> line(out, row.cells(), table.titles().size()));
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> cells, int columns) {
        for (int i = 0; i < columns; i++) {
            if (i > 0) {
                out.append(',');
            }
            cell(out, i < cells.size() ? cells.get(i) : "");
        }
        out.append('\n');
    }

    /** A comma or semicolon in a title must not be taken for what separates them. */
    private static void cell(StringBuilder out, String text) {
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r');
        out.append(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }
}
