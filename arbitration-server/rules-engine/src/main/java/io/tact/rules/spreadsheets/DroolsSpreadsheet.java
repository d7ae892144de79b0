package io.tact.rules.spreadsheets;

import io.tact.rules.tables.Utf8Text;
import io.tact.rules.workbooks.Workbook;
import io.tact.ruleset.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;
import org.drools.template.parser.DecisionTableParseException;

/** A spreadsheet of rules as Drools defines it, turned into rules. Immutable. */
public final class DroolsSpreadsheet {
    /** The most bytes of a file. */
    static final int MAX_FILE = 4 << 20;

    /** The most bytes of all its parts, unpacked: in memory they take ten times as much and more. */
    private static final long MAX_UNPACKED = 8L << 20;

    private static final List<String> ENDINGS = List.of(".drl.xls", ".drl.xlsx", ".drl.csv");
    private static final Predicate<String> FACTS =
            Pattern.compile("io\\.tact\\.(facts|model)\\.(\\*|[A-Z]\\w*)").asMatchPredicate();
    private static final Pattern HEAD = Pattern.compile("(?m)^(package|import)\\b.*$");
    /** What Drools says above each rule. */
    private static final String FIRST_RULE = "\n// rule values at ";

    private static final Pattern IN_CELL = Pattern.compile("(?s)(.*?),? ?(?:in|at) cell:? ([A-Z]{1,3})([0-9]{1,6}).*");

    private final String drl;
    private final CellPlaces places;

    private DroolsSpreadsheet(String drl, CellPlaces places) {
        this.drl = drl;
        this.places = places;
    }

    /** Whether a file is one, by its name. */
    public static boolean isOne(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /**
     * Reads a file.
     *
     * @param problems gets what is wrong with it, and what Drools would pass over, by cell
     * @return empty if there was any error
     */
    public static Optional<DroolsSpreadsheet> read(String file, byte[] content, List<Problem> problems) {
        return read(file, content, FACTS, problems);
    }

    /** @param importable whether a class or package may be imported */
    static Optional<DroolsSpreadsheet> read(
            String file, byte[] content, Predicate<String> importable, List<Problem> problems) {
        List<Problem> found = new ArrayList<>();
        Optional<DroolsSpreadsheet> read = new Source(file, content, found).read(importable);
        problems.addAll(found);
        return found.stream().anyMatch(Problem::isError) ? Optional.empty() : read;
    }

    /** The rules, without package and imports. */
    public String drl() {
        int rules = Math.max(0, drl.indexOf(FIRST_RULE));
        return HEAD.matcher(drl.substring(0, rules)).replaceAll("") + drl.substring(rules);
    }

    /** As Drools made it. */
    String original() {
        return drl;
    }

    /** A problem of a line of {@link #drl} at the cell that the line came from. */
    public Problem placed(Problem problem) {
        return places.placed(problem);
    }

    /** A file on its way. */
    private record Source(String file, byte[] content, List<Problem> problems) {
        Optional<DroolsSpreadsheet> read(Predicate<String> importable) {
            if (content.length > MAX_FILE) {
                problems.add(Problem.inFile(
                        file,
                        "this file has more than " + (MAX_FILE >> 20) + " MB",
                        "Write large tables as Tact's own tables"));
                return Optional.empty();
            }
            return file.toLowerCase(Locale.ROOT).endsWith(".csv") ? readCsv(importable) : readWorkbook(importable);
        }

        private Optional<DroolsSpreadsheet> readCsv(Predicate<String> importable) {
            return Utf8Text.read(file, content, problems).flatMap(text -> {
                CsvGrid csv = CsvGrid.of(file, text, problems);
                csv.checkLines(file, problems);
                return translate(csv.grid(), csv.plain(), InputType.CSV, importable);
            });
        }

        private Optional<DroolsSpreadsheet> readWorkbook(Predicate<String> importable) {
            boolean zipped = file.toLowerCase(Locale.ROOT).endsWith(Workbook.ENDING);
            // Bombs, macros, links to elsewhere: looked for before anything reads the whole.
            if (zipped && (Workbook.open(file, content, problems).isEmpty() || isTooLarge())) {
                return Optional.empty();
            }
            return GridReader.read(file, content, problems)
                    .flatMap(read -> translate(read.grid(), read.plain(), InputType.XLS, importable));
        }

        /** What reads the whole unpacks all of it into memory. */
        private boolean isTooLarge() {
            long unpacked = 0;
            byte[] some = new byte[8_192];
            try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(content))) {
                while (parts.getNextEntry() != null) {
                    for (int n = parts.read(some); n >= 0 && unpacked <= MAX_UNPACKED; n = parts.read(some)) {
                        unpacked += n;
                    }
                    if (unpacked > MAX_UNPACKED) {
                        problems.add(Problem.inFile(
                                file,
                                "the workbook unpacks to more than " + (MAX_UNPACKED >> 20) + " MB",
                                "Maybe copy its first sheet into a new workbook"));
                        return true;
                    }
                }
                return false;
            } catch (IOException e) {
                problems.add(Problem.inFile(file, "the workbook is damaged", "Save it again"));
                return true;
            }
        }

        private Optional<DroolsSpreadsheet> translate(
                Grid grid, byte[] readable, InputType type, Predicate<String> importable) {
            List<RuleTable> tables = RuleTable.in(grid);
            SettingsCheck settings = new SettingsCheck(file, grid, importable, problems);
            settings.lookForStarts();
            if (tables.isEmpty()) {
                problems.add(Problem.inFile(
                        file,
                        "no cell of the first sheet begins a table of rules",
                        "Write RuleTable and a name above its columns"));
                return Optional.empty();
            }
            settings.look(tables.get(0).startRow());
            for (int i = 0; i < tables.size(); i++) {
                int end = i + 1 < tables.size() ? tables.get(i + 1).startRow() - 1 : grid.height();
                new TableCheck(file, grid, tables.get(i), problems).look(end);
            }
            if (problems.stream().anyMatch(Problem::isError)) {
                return Optional.empty();
            }
            return compile(grid, tables, readable, type);
        }

        private Optional<DroolsSpreadsheet> compile(
                Grid grid, List<RuleTable> tables, byte[] readable, InputType type) {
            try {
                String drl = new SpreadsheetCompiler().compile(new ByteArrayInputStream(readable), type);
                return Optional.of(new DroolsSpreadsheet(drl, new CellPlaces(grid, tables, drl)));
            } catch (DecisionTableParseException | IllegalArgumentException e) {
                problems.add(refusal(String.valueOf(e.getMessage())));
                return Optional.empty();
            } catch (RuntimeException | StackOverflowError e) {
                problems.add(Problem.inFile(
                        file, "Drools cannot read it", "Maybe copy its cells into a new workbook, as values"));
                return Optional.empty();
            }
        }

        private Problem refusal(String message) {
            String advice = "Maybe look at how Drools' decision tables are written";
            Matcher placed = IN_CELL.matcher(message);
            return placed.matches()
                    ? Problem.atCell(
                            file, Integer.parseInt(placed.group(3)), column(placed.group(2)), placed.group(1), advice)
                    : Problem.inFile(file, message.lines().findFirst().orElse("Drools cannot read it"), advice);
        }

        private static int column(String letters) {
            int column = 0;
            for (int i = 0; i < letters.length(); i++) {
                column = column * 26 + letters.charAt(i) - 'A' + 1;
            }
            return column;
        }
    }
}
