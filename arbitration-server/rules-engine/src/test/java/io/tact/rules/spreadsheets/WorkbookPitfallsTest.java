package io.tact.rules.spreadsheets;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.ruleset.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a workbook can hide from its author is told by cell, in both formats. */
class WorkbookPitfallsTest {
    private static List<String> told(String name, byte[] content) {
        List<Problem> problems = new ArrayList<>();
        DroolsSpreadsheet.read(name, content, problems);
        return problems.stream().map(Problem::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({"r.drl.xls", "r.drl.xlsx"})
    void hiddenRowsDatesComputedCellsAndOtherSheets(String name) throws IOException {
        try (Workbook workbook = name.endsWith("x") ? new XSSFWorkbook() : new HSSFWorkbook()) {
            Sheet sheet = workbook.createSheet("rules");
            row(sheet, 0, "RuleTable Care");
            row(sheet, 1, "CONDITION", "ACTION");
            row(sheet, 2, "Profile", "");
            row(sheet, 3, "number(\"score\") >= $param", "verdicts.mustMention(\"$param\");");
            row(sheet, 4, "score", "say");
            Row hidden = row(sheet, 5, "", "hello");
            hidden.getCell(0).setCellValue(0.5);
            hidden.setZeroHeight(true);
            Row computed = row(sheet, 6, "", "");
            computed.getCell(0).setCellFormula("1/2");
            computed.getCell(1).setCellValue(LocalDate.parse("2026-11-28"));
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat((short) 14);
            computed.getCell(1).setCellStyle(date);
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            row(workbook.createSheet("more"), 0, "RuleTable Lost");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            workbook.write(bytes);

            assertThat(told(name, bytes.toByteArray()))
                    .containsExactlyInAnyOrder(
                            name
                                    + "[more]!A1: there are rules on this sheet, and only the first sheet is read (Move it to a"
                                    + " file of its own)",
                            name
                                    + "!A7: warning: this cell is computed; 0.5 is used, as it was saved (Maybe that is not"
                                    + " meant)",
                            name
                                    + "!B7: \"11/28/26\" is a date to the spreadsheet, and Drools would write it its own way"
                                    + " (Format the cell as text, and write it as 2026-12-31)",
                            name
                                    + "!A6: warning: row 6 is hidden, and in force like any other (Maybe that is not meant)");
        }
    }

    /** What both formats make of a sheet: the problems, and the rules if there was no error. */
    private static Stream<String> bothFormats(BiConsumer<Workbook, Sheet> change) throws IOException {
        List<String> told = new ArrayList<>();
        for (String name : List.of("r.drl.xls", "r.drl.xlsx")) {
            try (Workbook workbook = name.endsWith("x") ? new XSSFWorkbook() : new HSSFWorkbook()) {
                Sheet sheet = workbook.createSheet("rules");
                row(sheet, 0, "RuleTable Care");
                row(sheet, 1, "CONDITION", "ACTION");
                row(sheet, 2, "Profile", "");
                row(sheet, 3, "lines >= $param", "verdicts.mustMention(\"$param\");");
                row(sheet, 4, "lines", "say");
                row(sheet, 5, "1", "hello");
                change.accept(workbook, sheet);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                workbook.write(bytes);
                List<Problem> problems = new ArrayList<>();
                Optional<DroolsSpreadsheet> read = DroolsSpreadsheet.read(name, bytes.toByteArray(), problems);
                String all = problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
                told.add(all.replace(name, "r")
                        + read.map(rules -> "\n" + rules.original()).orElse(""));
            }
        }
        return told.stream();
    }

    @Test
    void aFormulaIsWhatItWasSavedWithAndNeverComputed() throws IOException {
        assertThat(bothFormats((workbook, sheet) -> {
                    // Each needs the one above it: computing the last takes a deep stack.
                    for (int r = 10; r < 4_000; r++) {
                        row(sheet, r, "", "", "", "", "", "").getCell(5).setCellFormula(r == 10 ? "RAND()" : "F" + r);
                    }
                    sheet.getRow(5).getCell(0).setCellFormula("F4000");
                    sheet.getRow(5).getCell(0).setCellValue(7);
                    sheet.getRow(5).getCell(1).setCellFormula("REPT(\"x\",9)");
                    sheet.getRow(5).getCell(1).setCellValue("saved");
                }))
                .allSatisfy(told -> assertThat(told)
                        .contains("r!A6: warning: this cell is computed; 7 is used, as it was saved")
                        .contains("Profile(lines >= 7)")
                        .contains("mustMention(\"saved\")"));
    }

    @Test
    void aNumberThatIsShownInAnotherWay() throws IOException {
        assertThat(bothFormats((workbook, sheet) -> {
                    CellStyle percent = workbook.createCellStyle();
                    percent.setDataFormat((short) 9);
                    sheet.getRow(5).getCell(1).setCellValue(0.05);
                    sheet.getRow(5).getCell(1).setCellStyle(percent);
                }))
                .allSatisfy(told -> assertThat(told)
                        .contains("r!B6: warning: the rule has 0.05 here, which this cell shows in another way")
                        .contains("mustMention(\"0.05\")"));
    }

    @Test
    void rulesBeyondTheColumnsThatAreLookedAt() throws IOException {
        assertThat(bothFormats(
                        (workbook, sheet) -> sheet.createRow(9).createCell(230).setCellValue("RuleTable Lost")))
                .allSatisfy(told -> assertThat(told)
                        .isEqualTo("r!HW10: the sheet has more than 200 columns"
                                + " (Write it as several tables, one below the other)"));
    }

    @Test
    void twoTablesThatBeginInOneRow() throws IOException {
        assertThat(bothFormats(
                        (workbook, sheet) -> sheet.getRow(0).createCell(3).setCellValue("RuleTable Beside")))
                .allSatisfy(told -> assertThat(told)
                        .isEqualTo("r!D1: another table begins in this row, and Drools would make one of both"
                                + " (Move it below the other, with a blank row between them)"));
    }

    @Test
    void aFirstSheetThatIsHidden() throws IOException {
        assertThat(bothFormats((workbook, sheet) -> {
                    workbook.createSheet("shown");
                    workbook.setActiveSheet(1);
                    workbook.setSheetHidden(0, true);
                }))
                .allSatisfy(told -> assertThat(told)
                        .startsWith("r[rules]: warning: the first sheet is hidden, and in force like any other")
                        .contains("Profile(lines >= 1)"));
    }

    @Test
    void cellsMergedWithOneThatIsMissing() throws IOException {
        assertThat(bothFormats((workbook, sheet) -> {
                    row(sheet, 20, "", "", "", "x").removeCell(sheet.getRow(20).getCell(2));
                    sheet.addMergedRegion(new CellRangeAddress(20, 20, 2, 3));
                }))
                .allSatisfy(told -> assertThat(told).startsWith("r: Drools cannot read it"));
    }

    private static Row row(Sheet sheet, int number, String... cells) {
        Row row = sheet.createRow(number);
        for (int c = 0; c < cells.length; c++) {
            row.createCell(c).setCellValue(cells[c]);
        }
        return row;
    }
}
