package io.tact.rules.corpus;

import io.tact.rules.tables.Csv;
import io.tact.rules.tables.CsvRow;
import io.tact.rules.tables.CsvTable;
import io.tact.rules.workbooks.TestWorkbook;
import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * One case of the corpus.
 *
 * @param source the files
 * @param expected what is told of them, by place
 */
record BrokenRuleset(RulesetSource source, List<String> expected) {
    private static final String SECTION = "--- ";
    private static final String EXPECTED = "expected";
    private static final String WITHOUT = "without ";

    static BrokenRuleset read(String text) {
        Map<String, String> sections = sections(text);
        List<String> expected = sections.remove(EXPECTED).lines().toList();
        TreeMap<String, byte[]> files = new TreeMap<>();
        base().forEach((file, content) -> files.put(file, bytes(content)));
        Map<String, String> sheets = new LinkedHashMap<>();
        List<String> parts = new ArrayList<>();
        sections.forEach((name, content) -> {
            if (name.startsWith(WITHOUT)) {
                files.remove(name.substring(WITHOUT.length()));
            } else if (name.startsWith("policy.xlsx[")) {
                sheets.put(name.substring("policy.xlsx[".length(), name.length() - 1), content);
            } else if (name.startsWith("part of policy.xlsx: ")) {
                parts.add(name.substring("part of policy.xlsx: ".length()));
            } else {
                files.put(name, bytes(content));
            }
        });
        if (!sheets.isEmpty()) {
            byte[] workbook = TestWorkbook.of(w -> sheets.forEach((name, rows) -> sheet(w, name, rows)));
            for (String part : parts) {
                workbook = TestWorkbook.with(workbook, part, old -> "x");
            }
            files.put("policy.xlsx", workbook);
        }
        return new BrokenRuleset(new RulesetSource("broken", files), expected);
    }

    /** Whether all errors are in scenarios: then the ruleset may serve. */
    boolean isOfScenarios() {
        return expected.stream().allMatch(line -> line.contains("scenarios") || line.contains(" warning: "));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> sections(String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        String name = "";
        StringBuilder content = new StringBuilder();
        for (String line : (text + "\n" + SECTION).split("\n", -1)) {
            if (!line.startsWith(SECTION)) {
                content.append(line).append('\n');
                continue;
            }
            if (!name.isEmpty()) {
                sections.put(name, content.substring(0, content.length()).replaceFirst("\n+$", "\n"));
            }
            name = line.substring(SECTION.length());
            content.setLength(0);
        }
        return sections;
    }

    private static Map<String, String> base() {
        return Map.of(
                "ruleset.yaml",
                "name: broken\nzone: Europe/Paris\nunknownZones: [Europe/Paris]\nlanguage: en\n",
                "attributes.csv",
                """
                name,scope,type,unit,allowed,description
                plan,PROFILE,STRING,,PREPAID|POSTPAID,
                segment,PROFILE,STRING,,,
                balance,PROFILE,NUMBER,cents,,
                score,PROFILE,NUMBER,0 to 1,,
                open_complaint,PROFILE,BOOLEAN,,,
                contract_end,PROFILE,DATE,,,
                call_reason,CONTEXT,STRING,,,
                """,
                "catalogue.csv",
                """
                campaign,offer,treatment,channel,purpose,category,prior,value
                TOPUP,TOPUP-10,TOPUP-SMS,SMS,MARKETING,RECHARGE,0.1,500
                TOPUP,TOPUP-10,TOPUP-PUSH,PUSH,MARKETING,RECHARGE,0.1,500
                DEVICE,PHONE,PHONE-SMS,SMS,MARKETING,DEVICES,0.1,900
                """);
    }

    /** A sheet of CSV text, some of whose cells are {@code {formula 1+1}} and the like, and lines such as {@code !hide row 3}. */
    private static void sheet(XSSFWorkbook workbook, String name, String text) {
        XSSFSheet sheet = workbook.createSheet(name);
        List<String> commands =
                text.lines().filter(line -> line.startsWith("!")).toList();
        String csv = text.lines()
                .filter(line -> !line.startsWith("!"))
                .map(line -> line + "\n")
                .reduce("", String::concat);
        CsvTable table = Csv.read(name, bytes(csv), new ArrayList<>());
        List<CsvRow> rows = new ArrayList<>(List.of(new CsvRow(1, table.titles())));
        rows.addAll(table.rows());
        for (CsvRow row : rows) {
            for (int i = 0; i < row.cells().size(); i++) {
                if (!row.cell(i).isEmpty()) {
                    XSSFCell cell = (sheet.getRow(row.number() - 1) == null
                                    ? sheet.createRow(row.number() - 1)
                                    : sheet.getRow(row.number() - 1))
                            .createCell(i);
                    fill(cell, row.cell(i));
                }
            }
        }
        commands.forEach(command -> apply(workbook, sheet, command.substring(1).split(" ")));
    }

    private static void apply(XSSFWorkbook workbook, XSSFSheet sheet, String[] command) {
        switch (command[0] + " " + command[1]) {
            case "merge cells" -> sheet.addMergedRegion(CellRangeAddress.valueOf(command[2]));
            case "hide row" -> sheet.getRow(Integer.parseInt(command[2]) - 1).setZeroHeight(true);
            case "hide column" -> sheet.setColumnHidden(CellReference.convertColStringToIndex(command[2]), true);
            case "hide sheet" -> {
                workbook.createSheet("# shown");
                workbook.setActiveSheet(workbook.getNumberOfSheets() - 1);
                workbook.setSheetVisibility(workbook.getSheetIndex(sheet), SheetVisibility.HIDDEN);
            }
            default -> throw new IllegalArgumentException(String.join(" ", command));
        }
    }

    private static void fill(XSSFCell cell, String text) {
        if (!text.matches("\\{\\w+ .*}")) {
            cell.setCellValue(text);
            return;
        }
        String value = text.substring(text.indexOf(' ') + 1, text.length() - 1);
        switch (text.substring(1, text.indexOf(' '))) {
            case "formula" -> cell.setCellFormula(value);
            case "error" -> cell.setCellErrorValue(FormulaError.forString(value));
            case "number" -> cell.setCellValue(Double.parseDouble(value));
            case "percent" -> styled(cell, "0.0%").setCellValue(Double.parseDouble(value));
            case "scientific" -> styled(cell, "0.00E+00").setCellValue(Double.parseDouble(value));
            case "date" -> styled(cell, "d-mmm").setCellValue(LocalDateTime.parse(value));
            default -> throw new IllegalArgumentException(text);
        }
    }

    private static XSSFCell styled(XSSFCell cell, String format) {
        CellStyle style = cell.getSheet().getWorkbook().createCellStyle();
        style.setDataFormat(cell.getSheet().getWorkbook().createDataFormat().getFormat(format));
        cell.setCellStyle(style);
        return cell;
    }
}
