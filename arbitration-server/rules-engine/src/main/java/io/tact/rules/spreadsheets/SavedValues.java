package io.tact.rules.spreadsheets;

import io.tact.ruleset.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;

/**
 * Puts what formulas were saved with in their place. Drools would compute them anew: that may take long, and {@code RAND()} or
 * {@code TODAY()} would give other rules each time and on each node.
 */
final class SavedValues {
    private final String file;
    private final List<Problem> problems;

    SavedValues(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * The first sheet without formulas; what it was read from is changed.
     *
     * @param content the workbook as it is, which is given back if it has none
     */
    byte[] plain(Workbook workbook, byte[] content) throws IOException {
        List<Cell> computed = new ArrayList<>();
        for (Row row : workbook.getSheetAt(0)) {
            for (Cell cell : row) {
                if (cell.getCellType() == CellType.FORMULA) {
                    computed.add(cell);
                }
            }
        }
        if (computed.isEmpty()) {
            return content;
        }
        for (Cell cell : computed) {
            if (cell.isPartOfArrayFormulaGroup()) {
                problems.add(Problem.atCell(
                        file,
                        cell.getRowIndex() + 1,
                        cell.getColumnIndex() + 1,
                        "this cell is computed together with others",
                        "Write the value itself"));
                return content;
            }
            replace(cell);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        workbook.write(bytes);
        return bytes.toByteArray();
    }

    /** The old format forgets a value whose formula alone is taken out, so the cell is made anew. */
    private static void replace(Cell computed) {
        Row row = computed.getRow();
        CellStyle style = computed.getCellStyle();
        CellType type = computed.getCachedFormulaResultType();
        String text = type == CellType.STRING ? computed.getStringCellValue() : "";
        double number = type == CellType.NUMERIC ? computed.getNumericCellValue() : 0;
        boolean flag = type == CellType.BOOLEAN && computed.getBooleanCellValue();
        row.removeCell(computed);
        Cell plain = row.createCell(computed.getColumnIndex());
        plain.setCellStyle(style);
        switch (type) {
            case STRING -> plain.setCellValue(text);
            case NUMERIC -> plain.setCellValue(number);
            case BOOLEAN -> plain.setCellValue(flag);
            default -> plain.setBlank();
        }
    }
}
