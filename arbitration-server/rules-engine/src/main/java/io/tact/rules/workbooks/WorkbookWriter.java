package io.tact.rules.workbooks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.Drawing;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes workbooks whose cells read as the same texts again. Belongs to one thread. */
public final class WorkbookWriter {
    /** The sheet with choices that are too many for a column's own list; its name says that it holds no table. */
    static final String LISTS = "# lists";

    private static final int LAST_ROW = 1_048_575;
    private static final int SHORT_LIST = 250;
    private static final int NARROW = 12;
    private static final int WIDE = 48;
    private static final int CHARACTER = 256;

    private final XSSFWorkbook workbook = new XSSFWorkbook();
    private final CellStyle text = workbook.createCellStyle();
    private final CellStyle title = titleStyle(IndexedColors.GREY_25_PERCENT);
    private final CellStyle requiredTitle = titleStyle(IndexedColors.LIGHT_YELLOW);
    private int lists;

    private WorkbookWriter() {
        text.setDataFormat(workbook.createDataFormat().getFormat("@"));
    }

    /** The workbook's bytes. Texts that are short numbers become numbers, and all others text. */
    public static byte[] write(List<SheetPlan> sheets) {
        WorkbookWriter writer = new WorkbookWriter();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            sheets.forEach(writer::add);
            writer.workbook.write(bytes);
            writer.workbook.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
    }

    private CellStyle titleStyle(IndexedColors colour) {
        CellStyle style = workbook.createCellStyle();
        Font bold = workbook.createFont();
        bold.setBold(true);
        style.setFont(bold);
        style.setDataFormat(workbook.createDataFormat().getFormat("@"));
        style.setFillForegroundColor(colour.getIndex());
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        return style;
    }

    private void add(SheetPlan plan) {
        XSSFSheet sheet = workbook.createSheet(plan.name());
        int first = 0;
        if (!plan.columns().isEmpty()) {
            Row titles = sheet.createRow(first++);
            for (int i = 0; i < plan.columns().size(); i++) {
                addColumn(sheet, titles, i, plan.columns().get(i), width(plan, i));
            }
            sheet.createFreezePane(0, 1);
        } else {
            sheet.setColumnWidth(0, 100 * CHARACTER);
        }
        for (List<String> cells : plan.rows()) {
            Row row = sheet.createRow(first++);
            for (int i = 0; i < cells.size(); i++) {
                if (!cells.get(i).isEmpty()) {
                    fill(row.createCell(i), cells.get(i));
                }
            }
        }
    }

    private static int width(SheetPlan plan, int column) {
        int longest = plan.rows().stream()
                .limit(200)
                .mapToInt(row -> column < row.size() ? row.get(column).length() : 0)
                .max()
                .orElse(0);
        return Math.max(
                NARROW,
                Math.min(
                        WIDE,
                        Math.max(longest, plan.columns().get(column).title().length()) + 2));
    }

    private void fill(Cell cell, String content) {
        if (CellText.isNumber(content)) {
            cell.setCellValue(Double.parseDouble(content));
        } else {
            cell.setCellStyle(text);
            cell.setCellValue(CellText.escaped(content));
        }
    }

    private void addColumn(XSSFSheet sheet, Row titles, int index, SheetPlan.Column column, int width) {
        Cell cell = titles.createCell(index);
        cell.setCellValue(CellText.escaped(column.title()));
        cell.setCellStyle(column.required() ? requiredTitle : title);
        sheet.setColumnWidth(index, width * CHARACTER);
        if (!column.comment().isEmpty()) {
            comment(sheet, cell, column.comment());
        }
        if (!column.choices().isEmpty()) {
            validate(sheet, index, column);
        }
    }

    private void comment(XSSFSheet sheet, Cell cell, String said) {
        Drawing<?> drawing = sheet.createDrawingPatriarch();
        ClientAnchor anchor = workbook.getCreationHelper().createClientAnchor();
        anchor.setCol1(cell.getColumnIndex());
        anchor.setCol2(cell.getColumnIndex() + 4);
        anchor.setRow1(1);
        anchor.setRow2(3 + said.length() / 45);
        Comment comment = drawing.createCellComment(anchor);
        comment.setString(workbook.getCreationHelper().createRichTextString(said));
        cell.setCellComment(comment);
    }

    private void validate(XSSFSheet sheet, int index, SheetPlan.Column column) {
        DataValidationHelper helper = sheet.getDataValidationHelper();
        String[] choices = column.choices().toArray(String[]::new);
        DataValidationConstraint constraint = String.join(",", choices).length() <= SHORT_LIST
                ? helper.createExplicitListConstraint(choices)
                : helper.createFormulaListConstraint(list(column.choices()));
        DataValidation validation =
                helper.createValidation(constraint, new CellRangeAddressList(1, LAST_ROW, index, index));
        validation.setEmptyCellAllowed(true);
        validation.setErrorStyle(DataValidation.ErrorStyle.STOP);
        validation.setShowErrorBox(column.only());
        validation.createErrorBox(column.title(), "Choose one of the list.");
        sheet.addValidationData(validation);
    }

    /** Where a long list of choices stands. */
    private String list(List<String> choices) {
        XSSFSheet sheet = workbook.getSheet(LISTS) == null ? workbook.createSheet(LISTS) : workbook.getSheet(LISTS);
        for (int i = 0; i < choices.size(); i++) {
            Row row = sheet.getRow(i) == null ? sheet.createRow(i) : sheet.getRow(i);
            row.createCell(lists).setCellValue(choices.get(i));
        }
        String column = io.tact.ruleset.Problem.columnName(lists + 1);
        lists++;
        return "'" + LISTS + "'!$" + column + "$1:$" + column + "$" + choices.size();
    }
}
