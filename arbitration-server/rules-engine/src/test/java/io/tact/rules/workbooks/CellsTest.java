package io.tact.rules.workbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of cells that a spreadsheet holds otherwise than as text. */
class CellsTest {
    @ParameterizedTest
    @MethodSource("cells")
    void aCellIsTheTextThatCsvWouldHold(String text, Consumer<XSSFCell> content) {
        byte[] workbook = TestWorkbook.of("caps", sheet -> content.accept(cell(sheet)));
        assertThat(TestWorkbook.problems(workbook)).isEmpty();
        assertThat(TestWorkbook.texts(workbook)).containsExactly(List.of(text));
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                cell("SMS", c -> c.setCellValue("SMS")),
                cell("SMS", c -> c.setCellValue(" \u00A0SMS \u200B\n")),
                cell("a\nb", c -> c.setCellValue("a\r\nb")),
                cell("_x0041_", c -> c.setCellValue("_x005F_x0041_")),
                cell("MON–FRI", c -> c.setCellValue("MON–FRI")),
                cell("0,5", c -> c.setCellValue("0,5")),
                cell("007", c -> c.setCellValue("007")),
                cell("1E5", c -> c.setCellValue("1E5")),
                cell("red and blue", c -> c.setCellValue(coloured(c))),
                cell("true", c -> c.setCellValue(true)),
                cell("false", c -> c.setCellValue(false)),
                cell("4", c -> c.setCellValue(4)),
                cell("-0.5", c -> c.setCellValue(-0.5)),
                cell("0", c -> c.setCellValue(-0.0)),
                cell("0.3", c -> c.setCellValue(0.1 + 0.2)),
                cell("0.000001", c -> c.setCellValue(0.000001)),
                cell("123456789012345", c -> c.setCellValue(123456789012345.0)),
                cell("1234.5", c -> styled(c, "#,##0.00 \"EUR\"").setCellValue(1234.5)),
                cell("00042", c -> styled(c, "00000").setCellValue(42)),
                cell("5%", c -> styled(c, "0%").setCellValue(0.05)),
                cell("12.5%", c -> styled(c, "0.0%").setCellValue(0.125)),
                cell("2026-11-23", c -> styled(c, "m/d/yy").setCellValue(LocalDate.of(2026, 11, 23))),
                cell("2026-11-23", c -> styled(c, "d. mmmm yyyy;@").setCellValue(LocalDate.of(2026, 11, 23))),
                cell("2026-11-01", c -> styled(c, "mmm\\-yy").setCellValue(LocalDate.of(2026, 11, 1))),
                cell("1900-01-01", c -> styled(c, "yyyy-mm-dd").setCellValue(1)),
                cell("1900-03-01", c -> styled(c, "yyyy-mm-dd").setCellValue(61)),
                cell("2026-11-23T10:30:00", c -> styled(c, "yyyy-mm-dd hh:mm")
                        .setCellValue(LocalDateTime.of(2026, 11, 23, 10, 30))),
                cell("08:00", c -> styled(c, "h:mm").setCellValue(8 / 24.0)),
                cell("20:30", c -> styled(c, "h:mm AM/PM").setCellValue(20.5 / 24)),
                cell("24:00", c -> styled(c, "[h]:mm:ss").setCellValue(1)),
                cell("24:00", c -> styled(c, "h:mm").setCellValue(1)),
                cell("36:00", c -> styled(c, "[h]:mm").setCellValue(1.5)));
    }

    private static Arguments cell(String text, Consumer<XSSFCell> content) {
        return arguments(text, content);
    }

    @Test
    void datesCountedFrom1904AreTheSameDays() {
        byte[] workbook = TestWorkbook.of(w -> {
            w.getCTWorkbook().addNewWorkbookPr().setDate1904(true);
            XSSFCell cell = cell(w.createSheet("caps"));
            styled(cell, "yyyy-mm-dd").setCellValue(44522);
        });
        assertThat(TestWorkbook.texts(workbook)).containsExactly(List.of("2025-11-23"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatHasNoSuchTextIsAnErrorAtTheCell(String expected, Consumer<XSSFCell> content) {
        byte[] workbook = TestWorkbook.of("caps", sheet -> content.accept(cell(sheet)));
        assertThat(TestWorkbook.problems(workbook)).containsExactly("policy.xlsx[caps]!A1: " + expected);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                cell(
                        "the cell is a formula (=1+1), and a table holds values only"
                                + " (Copy the cell, and paste its value over it)",
                        c -> c.setCellFormula("1+1")),
                cell(
                        "the cell is a formula (=B9&\"x\"), and a table holds values only"
                                + " (Copy the cell, and paste its value over it)",
                        c -> {
                            c.setCellFormula("B9&\"x\"");
                            c.setCellValue("x");
                        }),
                cell(
                        "the cell shows the error #REF! (Type the value again)",
                        c -> c.setCellErrorValue(FormulaError.REF)),
                cell(
                        "a number of more than 15 digits, of which a spreadsheet keeps 15"
                                + " (Format the cell as text, and type it again)",
                        c -> c.setCellValue(33612345678901234.0)),
                cell("a day that never was (Type the date again)", c -> styled(c, "yyyy-mm-dd")
                        .setCellValue(60)),
                cell(
                        "a date or time that a spreadsheet cannot show (Type it again, as text such as 2026-11-23)",
                        c -> styled(c, "yyyy-mm-dd").setCellValue(-1)),
                cell(
                        "the cell shows a date and holds a time too (10:30) (Type the date again)",
                        c -> styled(c, "m/d/yy").setCellValue(LocalDateTime.of(2026, 11, 23, 10, 30))),
                cell("the cell shows a time and holds a date too (Type the time again)", c -> styled(c, "h:mm")
                        .setCellValue(LocalDateTime.of(2026, 11, 23, 10, 30))));
    }

    @Test
    void mergedCellsAreAnErrorWhereTheyHoldText() {
        byte[] workbook = TestWorkbook.of("caps", sheet -> {
            cell(sheet).setCellValue("id");
            sheet.createRow(1).createCell(1).setCellValue("SMS");
            sheet.addMergedRegion(CellRangeAddress.valueOf("B2:B4"));
            sheet.addMergedRegion(CellRangeAddress.valueOf("F20:G21"));
        });
        assertThat(TestWorkbook.problems(workbook))
                .containsExactly(
                        "policy.xlsx[caps]!B2: the cells B2:B4 are merged, and only the first of them holds the"
                                + " text (Unmerge them, and fill each one that should have it)");
    }

    @Test
    void hiddenRowsAndColumnsCountAndAreTold() {
        byte[] workbook = TestWorkbook.of("caps", sheet -> {
            for (int i = 0; i < 6; i++) {
                sheet.createRow(i).createCell(0).setCellValue("a" + i);
                sheet.getRow(i).createCell(2).setCellValue("c" + i);
            }
            sheet.getRow(1).setZeroHeight(true);
            sheet.getRow(3).setZeroHeight(true);
            sheet.getRow(4).setHeightInPoints(0);
            sheet.setColumnHidden(2, true);
            sheet.setColumnHidden(5, true);
        });
        assertThat(TestWorkbook.problems(workbook))
                .containsExactly(
                        "policy.xlsx[caps]!C1: warning: column C is hidden, and counts all the same (Maybe show it, or"
                                + " delete it)",
                        "policy.xlsx[caps]!A2: warning: row 2 is hidden, and counts all the same (Maybe show it, or delete"
                                + " it)",
                        "policy.xlsx[caps]!A4: warning: rows 4 to 5 are hidden, and count all the same (Maybe show them,"
                                + " or delete them)");
        assertThat(TestWorkbook.texts(workbook)).hasSize(6);
    }

    @Test
    void rowsThatAreOnlyFormattedAreNone() {
        byte[] workbook = TestWorkbook.of("caps", sheet -> {
            cell(sheet).setCellValue("id");
            for (int i = 1; i < 500; i++) {
                CellStyle style = sheet.getWorkbook().createCellStyle();
                sheet.createRow(i).createCell(0).setCellStyle(style);
                sheet.getRow(i).createCell(1).setCellValue("  ");
            }
        });
        assertThat(TestWorkbook.texts(workbook)).containsExactly(List.of("id"));
    }

    @Test
    void writtenTextsReadAsTheyWere() {
        List<List<String>> rows = List.of(
                List.of("=1+1", "+33612345678", "007", "1E5", "", "0.10", "-0", "1.5", "12"),
                List.of(
                        "a\nb",
                        "_x0041_ _x005F_",
                        "\u0001x\u0007",
                        "“é” 😀",
                        "2026-11-23",
                        "true",
                        "#REF!",
                        "99999999999"));
        byte[] workbook = WorkbookWriter.write(List.of(new SheetPlan("t", List.of(), rows)));
        assertThat(TestWorkbook.problems(workbook)).isEmpty();
        assertThat(TestWorkbook.texts(workbook)).isEqualTo(rows);
    }

    private static XSSFCell cell(XSSFSheet sheet) {
        return sheet.createRow(0).createCell(0);
    }

    private static XSSFCell styled(XSSFCell cell, String format) {
        XSSFWorkbook workbook = cell.getSheet().getWorkbook();
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        cell.setCellStyle(style);
        return cell;
    }

    private static XSSFRichTextString coloured(XSSFCell cell) {
        XSSFFont bold = cell.getSheet().getWorkbook().createFont();
        bold.setBold(true);
        XSSFRichTextString text = new XSSFRichTextString("red and blue");
        text.applyFont(0, 3, bold);
        text.applyFont(8, 12, bold);
        return text;
    }
}
