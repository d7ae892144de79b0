package io.tact.rules.simulation;

import io.tact.rules.tables.Csv;
import io.tact.rules.tables.CsvReader;
import io.tact.rules.tables.CsvRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code decisions.csv}: the rows and columns of the input, and what became of each. Columns of the input that are
 * called as an added one are left out.
 */
final class DecisionsFile {
    /** What is added for the ruleset. */
    static final List<String> ADDED = List.of("state", "reasons", "nextAllowedAt");
    /** What is added for a ruleset it is compared with. */
    static final List<String> ADDED_VS = List.of("vsState", "vsReasons", "vsNextAllowedAt");

    private final Path contacts;
    private final Judgements judgements;
    private final @Nullable Judgements versus;

    DecisionsFile(Path contacts, Judgements judgements, @Nullable Judgements versus) {
        this.contacts = contacts;
        this.judgements = judgements;
        this.versus = versus;
    }

    /** @throws IOException if the input cannot be read again, is no longer what it was, or the file cannot be written */
    void write(Path to, Progress progress) throws IOException {
        FirstProblems problems = new FirstProblems();
        try (CsvReader reader = Csv.stream(contacts, problems);
                BufferedWriter out = Files.newBufferedWriter(to)) {
            int[] kept = kept(reader.titles());
            for (int column : kept) {
                cell(out, reader.titles().get(column));
                out.write(',');
            }
            out.write(String.join(",", ADDED));
            if (versus != null) {
                out.write("," + String.join(",", ADDED_VS));
            }
            out.write('\n');
            int row = 0;
            for (CsvRow input = reader.next(); input != null; input = reader.next()) {
                if (row == judgements.size()) {
                    throw changed();
                }
                row(out, input, kept, row++);
                if (row % (1 << 14) == 0) {
                    progress.at("writing", row, judgements.size());
                }
            }
            if (row != judgements.size()) {
                throw changed();
            }
            progress.at("writing", row, judgements.size());
        }
    }

    private IOException changed() {
        return new IOException(contacts + " was changed while it was being simulated");
    }

    private static int[] kept(List<String> titles) {
        return java.util.stream.IntStream.range(0, titles.size())
                .filter(i -> !ADDED.contains(titles.get(i)) && !ADDED_VS.contains(titles.get(i)))
                .toArray();
    }

    private void row(Writer out, CsvRow input, int[] kept, int row) throws IOException {
        for (int column : kept) {
            cell(out, input.cell(column));
            out.write(',');
        }
        judgement(out, judgements, row);
        if (versus != null) {
            out.write(',');
            judgement(out, versus, row);
        }
        out.write('\n');
    }

    private static void judgement(Writer out, Judgements from, int row) throws IOException {
        Judgement judgement = from.of(row);
        Instant next = from.nextAllowedAt(row);
        out.write(judgement.state().name());
        out.write(',');
        cell(out, String.join("|", judgement.rules()));
        out.write(',');
        out.write(next == null ? "" : next.toString());
    }

    private static void cell(Writer out, String text) throws IOException {
        boolean plain = text.indexOf(',') < 0
                && text.indexOf(';') < 0
                && text.indexOf('"') < 0
                && text.indexOf('\n') < 0
                && text.indexOf('\r') < 0;
        if (plain) {
            out.write(text);
        } else {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        }
    }
}
