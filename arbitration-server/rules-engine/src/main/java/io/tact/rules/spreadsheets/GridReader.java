package io.tact.rules.spreadsheets;

import io.tact.rules.spreadsheets.Grid.Cell;
import io.tact.rules.spreadsheets.Grid.Kind;
import io.tact.ruleset.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/** Reads the cells of a workbook, old format or new. What the new format must not hold was looked for before. */
final class GridReader {
    /** The most rows and columns; far more than anybody writes rules in. */
    static final int MOST_ROWS = 5_000;

    static final int MOST_COLUMNS = 200;

    private static final double LEAST_RATIO = 0.0005;

    static {
        // How much all parts unpack to was looked at before; styles alone often shrink to less than POI believes.
        ZipSecureFile.setMinInflateRatio(LEAST_RATIO);
        // Drools sets it too, for the whole process, from this.
        System.setProperty("drools.excelParser.minInflateRatio", Double.toString(LEAST_RATIO));
    }

    private final String file;
    private final List<Problem> problems;
    private boolean wide;
    private final DataFormatter formatter = new DataFormatter(Locale.ROOT);

    private GridReader(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
        formatter.setUseCachedValuesForFormulaCells(true);
    }

    /**
     * What was read.
     *
     * @param plain the file with every computed cell replaced by what it was saved with: Drools would compute it anew
     */
    record Sheets(Grid grid, byte[] plain) {}

    /** @return empty if it cannot be read, which was told */
    static Optional<Sheets> read(String file, byte[] content, List<Problem> problems) {
        try (Workbook workbook = WorkbookFactory.create(new ByteArrayInputStream(content))) {
            GridReader reader = new GridReader(file, problems);
            Optional<Grid> grid = reader.read(workbook);
            return grid.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Sheets(grid.get(), new SavedValues(file, problems).plain(workbook, content)));
        } catch (EncryptedDocumentException e) {
            problems.add(Problem.inFile(file, "the workbook is protected by a password", "Save it without one"));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            problems.add(Problem.inFile(file, "this is no workbook that can be read", "Maybe save it again as .xlsx"));
        }
        return Optional.empty();
    }

    private Optional<Grid> read(Workbook workbook) {
        if (workbook.getNumberOfSheets() == 0) {
            problems.add(Problem.inFile(file, "the workbook has no sheet", "Maybe save it again as .xlsx"));
            return Optional.empty();
        }
        checkOtherSheets(workbook);
        Sheet sheet = workbook.getSheetAt(0);
        if (workbook.getSheetVisibility(0) != SheetVisibility.VISIBLE) {
            problems.add(Problem.inFile(
                            file + "[" + sheet.getSheetName() + "]",
                            "the first sheet is hidden, and in force like any other",
                            "Maybe that is not meant")
                    .asWarning());
        }
        if (sheet.getLastRowNum() >= MOST_ROWS) {
            problems.add(Problem.inFile(
                    file, "the sheet has more than " + MOST_ROWS + " rows", "Write large tables as Tact's own tables"));
            return Optional.empty();
        }
        List<List<Cell>> rows = new ArrayList<>();
        Set<Integer> hiddenRows = new HashSet<>();
        Set<Integer> hiddenColumns = new HashSet<>();
        int widest = 0;
        for (int r = 0; r <= sheet.getLastRowNum(); r++) {
            Row row = sheet.getRow(r);
            rows.add(row == null ? new ArrayList<>() : cells(row));
            checkWidth(row);
            widest = Math.max(widest, rows.get(r).size());
            if (row != null && row.getZeroHeight()) {
                hiddenRows.add(r + 1);
            }
        }
        for (int c = 0; c < widest; c++) {
            if (sheet.isColumnHidden(c)) {
                hiddenColumns.add(c + 1);
            }
        }
        spread(sheet, rows);
        return Optional.of(new Grid(rows, hiddenRows, hiddenColumns));
    }

    /** Drools reads the first sheet only, and says nothing of the others. */
    private void checkOtherSheets(Workbook workbook) {
        for (int i = 1; i < workbook.getNumberOfSheets(); i++) {
            for (Row row : workbook.getSheetAt(i)) {
                if (cells(row).stream().anyMatch(cell -> RuleTable.isStart(cell.text()))) {
                    problems.add(Problem.atCell(
                            file + "[" + workbook.getSheetName(i) + "]",
                            row.getRowNum() + 1,
                            1,
                            "there are rules on this sheet, and only the first sheet is read",
                            "Move it to a file of its own"));
                    break;
                }
            }
        }
    }

    private void checkWidth(@Nullable Row row) {
        for (int c = MOST_COLUMNS; row != null && !wide && c < row.getLastCellNum(); c++) {
            if (!cell(row.getCell(c)).isBlank()) {
                wide = true;
                problems.add(Problem.atCell(
                        file,
                        row.getRowNum() + 1,
                        c + 1,
                        "the sheet has more than " + MOST_COLUMNS + " columns",
                        "Write it as several tables, one below the other"));
            }
        }
    }

    private List<Cell> cells(Row row) {
        List<Cell> cells = new ArrayList<>();
        int width = Math.min(row.getLastCellNum(), MOST_COLUMNS);
        for (int c = 0; c < width; c++) {
            cells.add(cell(row.getCell(c)));
        }
        while (!cells.isEmpty() && cells.get(cells.size() - 1).isBlank()) {
            cells.remove(cells.size() - 1);
        }
        return cells;
    }

    private Cell cell(org.apache.poi.ss.usermodel.@Nullable Cell cell) {
        if (cell == null) {
            return Cell.BLANK;
        }
        String shown = formatter.formatCellValue(cell).strip();
        String text = asWritten(cell, shown);
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        if (type == CellType.ERROR) {
            return new Cell(text, Kind.FAILED);
        }
        if (type == CellType.NUMERIC && DateUtil.isCellDateFormatted(cell)) {
            return new Cell(text, Kind.DATE);
        }
        if (cell.getCellType() == CellType.FORMULA) {
            return new Cell(text, Kind.FORMULA);
        }
        return new Cell(text, text.equals(shown) ? Kind.PLAIN : Kind.SHOWN_OTHERWISE);
    }

    /** A number as Drools writes it: whole ones as they are shown, others with all their digits. */
    private static String asWritten(org.apache.poi.ss.usermodel.Cell cell, String shown) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        if (type != CellType.NUMERIC || DateUtil.isCellDateFormatted(cell)) {
            return shown;
        }
        double number = cell.getNumericCellValue();
        return number == Math.rint(number) ? shown : String.valueOf(number);
    }

    /** What cells that are merged have in common stands in each of them, as Drools reads it. */
    private static void spread(Sheet sheet, List<List<Cell>> rows) {
        for (CellRangeAddress merged : sheet.getMergedRegions()) {
            int firstColumn = merged.getFirstColumn();
            List<Cell> first = merged.getFirstRow() < rows.size() ? rows.get(merged.getFirstRow()) : List.of();
            Cell value = firstColumn < first.size() ? first.get(firstColumn) : Cell.BLANK;
            for (int r = merged.getFirstRow(); !value.isBlank() && r <= merged.getLastRow() && r < rows.size(); r++) {
                List<Cell> row = rows.get(r);
                for (int c = firstColumn; c <= Math.min(merged.getLastColumn(), MOST_COLUMNS - 1); c++) {
                    while (row.size() <= c) {
                        row.add(Cell.BLANK);
                    }
                    row.set(c, value);
                }
            }
        }
    }
}
