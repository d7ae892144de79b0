package io.tact.rules.workbooks;

import java.util.List;

/**
 * A sheet to be written.
 *
 * @param name what its tab says
 * @param columns its columns, in order; none for a sheet of plain text
 * @param rows the texts below the titles
 */
public record SheetPlan(String name, List<Column> columns, List<List<String>> rows) {
    public SheetPlan {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A column.
     *
     * @param title its title
     * @param comment what people are told of it; empty for nothing
     * @param required whether no cell may be empty
     * @param choices what its cells may hold; none if that is not a short list
     * @param only whether nothing else may be typed; otherwise the choices may be joined to lists
     */
    public record Column(String title, String comment, boolean required, List<String> choices, boolean only) {
        public Column {
            choices = List.copyOf(choices);
        }

        /** A column of which nothing is said. */
        public static Column plain(String title) {
            return new Column(title, "", false, List.of(), false);
        }
    }
}
