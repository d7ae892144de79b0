package io.tact.rules.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.rules.workbooks.TestWorkbook;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** The sheets of {@code policy.xlsx} as tables: which they are, and what spreadsheets do to their cells. */
class SheetsTest {
    private static List<String> problems(Consumer<XSSFWorkbook> content) {
        return new SampleRuleset().with("policy.xlsx", TestWorkbook.of(content)).problems();
    }

    private static XSSFSheet caps(XSSFWorkbook workbook) {
        XSSFSheet sheet = workbook.createSheet("caps");
        row(sheet, 0, "id", "channel", "window", "length", "max", "effective_from", "note");
        row(sheet, 1, "a", "SMS", "ROLLING", "P7D", "2", "", "");
        return sheet;
    }

    private static void row(XSSFSheet sheet, int number, String... cells) {
        XSSFRow row = sheet.createRow(number);
        for (int i = 0; i < cells.length; i++) {
            row.createCell(i).setCellValue(cells[i]);
        }
    }

    private static XSSFCell formatted(XSSFSheet sheet, int row, int column, String format) {
        CellStyle style = sheet.getWorkbook().createCellStyle();
        style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
        XSSFCell cell = sheet.getRow(row).createCell(column);
        cell.setCellStyle(style);
        return cell;
    }

    @Test
    void aSoundOneHasNoProblems() {
        assertThat(problems(workbook -> {
                    XSSFSheet sheet = caps(workbook);
                    sheet.getRow(1).createCell(4).setCellValue(2);
                    formatted(sheet, 1, 5, "dd/mm/yyyy").setCellValue(LocalDate.of(2026, 11, 23));
                    workbook.createSheet("Sheet2");
                    row(workbook.createSheet("# why"), 0, "anything");
                    row(workbook.createSheet("_draft"), 0, "anything");
                }))
                .isEmpty();
    }

    @Test
    void errorsStandAtTheCell() {
        assertThat(problems(workbook -> {
                    XSSFSheet sheet = caps(workbook);
                    row(sheet, 2, "b", "Sms", "ROLLING", "7", "-1");
                    sheet.getRow(1).createCell(4).setCellFormula("1+1");
                }))
                .containsExactly(
                        "policy.xlsx[caps]!E2: the cell is a formula (=1+1), and a table holds values only (Copy the cell, and"
                                + " paste its value over it)",
                        "policy.xlsx[caps]!B3: channel (\"Sms\") must be a channel such as SMS or CALL_CENTRE (Maybe SMS)",
                        "policy.xlsx[caps]!D3: length (\"7\") must be a length of time such as PT24H or P30D (Maybe P7D for 7"
                                + " days)",
                        "policy.xlsx[caps]!E3: max (\"-1\") must be 0 or more (Maybe leave the row out if nothing is to be"
                                + " capped)");
    }

    @Test
    void aSheetOfAnUnknownNameIsAnError() {
        assertThat(problems(workbook -> {
                    caps(workbook);
                    row(workbook.createSheet("Holiday"), 0, "id");
                    row(workbook.createSheet("ideas"), 0, "id");
                    row(workbook.createSheet("deadlines"), 0, "id");
                }))
                .containsExactly(
                        "policy.xlsx[Holiday]: there is no table \"Holiday\" (Maybe holidays. Maybe begin its name with # if"
                                + " it holds notes)",
                        "policy.xlsx[deadlines]: only packs have this table (Delete the sheet)",
                        "policy.xlsx[ideas]: there is no table \"ideas\" (Maybe begin its name with # if it holds notes)");
    }

    @Test
    void aTableIsInOnePlaceOnly() {
        List<String> problems = new SampleRuleset()
                .with("caps.csv", "id,window,length,max\na,ROLLING,P7D,2\n")
                .with("policy.xlsx", TestWorkbook.of(workbook -> {
                    caps(workbook);
                    row(workbook.createSheet("hours"), 0, "id");
                    row(workbook.createSheet("HOURS "), 0, "id");
                }))
                .problems();
        assertThat(problems)
                .containsExactly(
                        "policy.xlsx[HOURS]: another sheet is called hours too (Delete or rename one of them)",
                        "policy.xlsx[caps]: the table caps is in caps.csv too (Delete the sheet or the file)");
    }

    @Test
    void aHiddenSheetCountsAndIsTold() {
        assertThat(problems(workbook -> {
                    workbook.createSheet("# first");
                    caps(workbook);
                    workbook.setSheetVisibility(1, SheetVisibility.VERY_HIDDEN);
                }))
                .containsExactly(
                        "policy.xlsx[caps]: warning: the sheet is hidden, and counts all the same (Maybe show it, or delete"
                                + " it)");
    }

    @Test
    void titlesAndRowsMustBeAsInCsv() {
        assertThat(problems(workbook -> {
                    XSSFSheet sheet = workbook.createSheet("caps");
                    row(sheet, 0, "id", "window", "length", "max", "MAX");
                    row(sheet, 1, "a", "ROLLING", "P7D", "2");
                    row(sheet, 4, "b", "ROLLING", "P7D", "2", "", "x");
                    row(workbook.createSheet("hours"), 3, "id");
                }))
                .containsExactly(
                        "policy.xlsx[caps]!E1: two columns have the title \"MAX\" (Maybe delete one of them)",
                        "policy.xlsx[caps]!A3: a blank row in the middle of the table (Maybe delete it: the table goes on in"
                                + " row 5)",
                        "policy.xlsx[caps]!F5: \"x\" stands in a column without a title (Give the column a title, or delete"
                                + " it)",
                        "policy.xlsx[hours]: the first row is blank (It must hold the column titles)");
    }

    @Test
    void whatASpreadsheetMadeOfATextIsTold() {
        assertThat(problems(workbook -> {
                    XSSFSheet sheet = caps(workbook);
                    formatted(sheet, 1, 0, "d-mmm").setCellValue(LocalDate.of(2026, 3, 1));
                    formatted(sheet, 1, 4, "0.00E+00").setCellValue(100000);
                    formatted(sheet, 1, 6, "d-mmm").setCellValue(LocalDate.of(2026, 3, 1));
                }))
                .containsExactly(
                        "policy.xlsx[caps]!A2: the spreadsheet has made the date 2026-03-01 of what was typed (Format the cell"
                                + " as text, and type it again)",
                        "policy.xlsx[caps]!E2: warning: the number 100000 is shown with an E, as spreadsheets show what was"
                                + " typed like 1E5 (Maybe it was text: then format the cell as text, and type it again)");
    }

    @Test
    void percentagesAreSharesWhereSharesAreAsked() {
        assertThat(problems(workbook -> {
                    XSSFSheet sheet = workbook.createSheet("scoring");
                    row(sheet, 0, "id", "campaign", "propensity", "lever");
                    row(sheet, 1, "a", "TOPUP", "", "");
                    formatted(sheet, 1, 2, "0%").setCellValue(0.05);
                    formatted(sheet, 1, 3, "0%").setCellValue(0.2);
                }))
                .containsExactly(
                        "policy.xlsx[scoring]!D2: lever (\"20%\") must be a number such as 12 or -0.5 (Maybe 20,"
                                + " without %)");
    }

    @Test
    void curlyQuotesLongDashesAndUnseenBlanksAreTold() {
        assertThat(problems(workbook -> {
                    XSSFSheet sheet = workbook.createSheet("hours");
                    row(sheet, 0, "id", "channel", "days", "open", "close", "sender", "citation");
                    row(
                            sheet,
                            1,
                            "a",
                            "SMS",
                            "MON\u2013FRI",
                            "08:00",
                            "20\u200B:00",
                            "\u201CShop\u201D",
                            "\u201Cso\u201D");
                    row(sheet, 2, "b", "SM\u200BS", "SAT", "08:00", "20:00");
                }))
                .containsExactly(
                        "policy.xlsx[hours]!C2: days (\"MON\u2013FRI\") must be days such as MON-FRI, SAT|SUN or HOLIDAY (Maybe"
                                + " MON-FRI, typed without curly quotes, long dashes and unseen blanks)",
                        "policy.xlsx[hours]!E2: close (\"20\u200B:00\") must be a time from 00:00 to 24:00 (Maybe 20:00, typed"
                                + " without curly quotes, long dashes and unseen blanks)",
                        "policy.xlsx[hours]!F2: warning: sender (\"\u201CShop\u201D\") has characters that only look like plain"
                                + " ones (Maybe \"Shop\", typed without curly quotes, long dashes and unseen blanks)",
                        "policy.xlsx[hours]!B3: channel (\"SM\u200BS\") must be a channel such as SMS or CALL_CENTRE (Maybe SMS,"
                                + " typed without curly quotes, long dashes and unseen blanks)");
    }

    @Test
    void aRefusedWorkbookIsToldOnce() {
        assertThat(new SampleRuleset()
                        .without("attributes.csv")
                        .without("catalogue.csv")
                        .with("eligibility.csv", "id,campaign,plan =\na,TOPUP,PREPAID\n")
                        .with("policy.xlsx", "no workbook")
                        .problems())
                .containsExactly("policy.xlsx: the workbook is no workbook (Save it as \"Excel Workbook (*.xlsx)\")");
    }

    @Test
    void aPackMayHaveOne() {
        String pack = "packs/legal/fr/";
        SampleRuleset ruleset = new SampleRuleset()
                .with("ruleset.yaml", "name: sample\nzone: Europe/Paris\nincludes: [legal/fr]\n")
                .with(pack + "pack.yaml", "name: fr\ntitle: France\nstatus: TEMPLATE\nreviewed: 2026-11-22\n")
                .with(pack + "policy.xlsx", TestWorkbook.of(workbook -> {
                    caps(workbook);
                    row(workbook.createSheet("catalogue"), 0, "campaign");
                    row(workbook.createSheet("scenarios"), 0, "name", "now", "expect");
                }));
        assertThat(ruleset.problems())
                .contains(
                        "packs/legal/fr/policy.xlsx[caps]: the column binding is missing (Maybe its title in row 1 is misspelt)")
                .contains(
                        "packs/legal/fr/policy.xlsx[catalogue]: a pack has only policy tables (There may be caps, consent,"
                                + " cooloffs, deadlines, exclusions, exemptions, holidays, hours, scenarios)")
                .noneMatch(problem -> problem.contains("[scenarios]"));
    }
}
