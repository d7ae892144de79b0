package io.tact.rules.workbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks as programs write them that are not the one which the other tests write theirs with. */
class ForeignWorkbooksTest {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    /** The parts of one, each of which a test may write anew. */
    private static Map<String, String> parts(String sheetData) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", "<Types xmlns='http://x'/>");
        parts.put("_rels/.rels", relations(OFFICE, "officeDocument", "xl/workbook.xml"));
        parts.put("xl/workbook.xml", workbook(""));
        parts.put("xl/_rels/workbook.xml.rels", relations(OFFICE, "worksheet", "worksheets/sheet1.xml"));
        parts.put("xl/worksheets/sheet1.xml", sheet(MAIN, sheetData));
        return parts;
    }

    private static String relations(String office, String... kindsAndTargets) {
        StringBuilder all = new StringBuilder("<Relationships xmlns='" + PACKAGE + "'>");
        for (int i = 0; i < kindsAndTargets.length; i += 2) {
            all.append("<Relationship Id='rId%d' Type='%s/%s' Target='%s'/>"
                    .formatted(i / 2 + 1, office, kindsAndTargets[i], kindsAndTargets[i + 1]));
        }
        return all.append("</Relationships>").toString();
    }

    private static String workbook(String more) {
        return "<workbook xmlns='" + MAIN + "' xmlns:r='" + OFFICE + "'>" + more
                + "<sheets><sheet name='caps' sheetId='1' r:id='rId1'/></sheets></workbook>";
    }

    private static String sheet(String space, String data) {
        return "<worksheet xmlns='" + space + "'><sheetData>" + data + "</sheetData></worksheet>";
    }

    private static byte[] zip(Map<String, String> parts) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        parts.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return TestWorkbook.zip(bytes);
    }

    private static List<String> row(Map<String, String> parts) {
        byte[] workbook = zip(parts);
        assertThat(TestWorkbook.problems(workbook)).isEmpty();
        return TestWorkbook.texts(workbook).get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "worksheets/sheet1.xml",
                "/xl/worksheets/sheet1.xml",
                "./worksheets/sheet1.xml",
                "../xl/worksheets/sheet1.xml",
                "worksheets/../worksheets/sheet%31.xml",
                "WorkSheets/Sheet1.xml",
                "worksheets\\sheet1.xml"
            })
    void aSheetIsWhereverItsRelationSays(String target) {
        Map<String, String> parts = parts("<row><c t='str'><v>id</v></c></row>");
        parts.put("xl/_rels/workbook.xml.rels", relations(OFFICE, "worksheet", target));
        assertThat(row(parts)).containsExactly("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xl/workbook2.xml", "/xl/workbook2.xml", "book/main.xml"})
    void theWorkbookIsWhereverThePackageSays(String target) {
        Map<String, String> parts = parts("<row><c t='str'><v>id</v></c></row>");
        parts.put("_rels/.rels", relations(OFFICE, "officeDocument", target));
        String path = target.startsWith("/") ? target.substring(1) : target;
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        parts.put(path, parts.remove("xl/workbook.xml"));
        parts.remove("xl/_rels/workbook.xml.rels");
        parts.put(
                folder + "_rels/" + path.substring(folder.length()) + ".rels",
                relations(OFFICE, "worksheet", "/xl/worksheets/sheet1.xml"));
        assertThat(row(parts)).containsExactly("id");
    }

    @Test
    void nameSpacesMayBeStrictAndHavePrefixes() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("_rels/.rels", relations(STRICT_OFFICE, "officeDocument", "xl/workbook.xml"));
        parts.put(
                "xl/workbook.xml",
                "<x:workbook xmlns:x='" + STRICT + "' xmlns:q='" + STRICT_OFFICE + "' conformance='strict'><x:sheets>"
                        + "<x:sheet name='caps' sheetId='7' q:id='rId1'/></x:sheets></x:workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                relations(
                        STRICT_OFFICE,
                        "worksheet",
                        "worksheets/sheet1.xml",
                        "sharedStrings",
                        "strings.xml",
                        "styles",
                        "styles.xml"));
        parts.put("xl/strings.xml", "<x:sst xmlns:x='" + STRICT + "'><x:si><x:t> id </x:t></x:si></x:sst>");
        parts.put(
                "xl/styles.xml",
                "<x:styleSheet xmlns:x='" + STRICT + "'><x:cellXfs><x:xf numFmtId='0'/><x:xf numFmtId='9'/>"
                        + "</x:cellXfs></x:styleSheet>");
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<x:worksheet xmlns:x='" + STRICT + "'><x:sheetData><x:row r='1'><x:c r='A1' t='s'><x:v>0</x:v></x:c>"
                        + "<x:c r='C1' s='1'><x:v>5.0000000000000003E-2</x:v></x:c></x:row></x:sheetData></x:worksheet>");
        assertThat(row(parts)).containsExactly("id", "", "5%");
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aCellIsTheTextThatCsvWouldHold(String text, String cell) {
        Map<String, String> parts = parts("<row>" + cell + "</row>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                relations(OFFICE, "worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"));
        parts.put(
                "xl/styles.xml",
                "<styleSheet xmlns='" + MAIN + "'><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='20'/>"
                        + "<xf numFmtId='22'/></cellXfs></styleSheet>");
        assertThat(row(parts)).containsExactly(text);
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                arguments("0.001", "<c><v>1E-3</v></c>"),
                arguments("0.3", "<c t='n'><v>0.30000000000000004</v></c>"),
                arguments("4", "<c t='n'><v>\n  4\n</v></c>"),
                arguments("true", "<c t='b'><v>1</v></c>"),
                arguments("a text", "<c t='str'><v xml:space='preserve'> a text </v></c>"),
                arguments(
                        "a & b",
                        "<c t='inlineStr'><is><r><rPr><b/></rPr><t xml:space='preserve'>a &amp; </t></r><r><t>b</t></r></is></c>"),
                arguments(
                        "課きく",
                        "<c t='inlineStr'><is><t>課きく</t><rPh sb='0' eb='1'><t>カ</t></rPh><phoneticPr fontId='1'/></is></c>"),
                arguments("SMS", "<c t='inlineStr'><is><t><![CDATA[SMS]]></t></is></c>"),
                arguments("2026-11-23", "<c s='1' t='d'><v>2026-11-23</v></c>"),
                arguments("2026-11-23", "<c s='1' t='d'><v>2026-11-23T00:00:00.000</v></c>"),
                arguments("2026-11-23", "<c s='1' t='d'><v>2026-11-23T00:00:00Z</v></c>"),
                arguments("2026-11-23T10:30:00", "<c s='3' t='d'><v>2026-11-23T10:30:00.000</v></c>"),
                arguments("10:30", "<c s='2' t='d'><v>10:30:00</v></c>"),
                arguments("10:30", "<c s='2' t='d'><v>T10:30</v></c>"),
                arguments("10:30", "<c s='2' t='d'><v>1899-12-30T10:30:00</v></c>"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatHasNoSuchTextIsAnErrorAtTheCell(String expected, String cell) {
        assertThat(TestWorkbook.problems(zip(parts("<row r='3'>" + cell + "</row>"))))
                .containsExactly("policy.xlsx[caps]!" + expected);
    }

    static Stream<Arguments> wrong() {
        String again = " (Type it again)";
        return Stream.of(
                arguments("B3: the text of the cell is missing" + again, "<c r='B3' t='s'><v>7</v></c>"),
                arguments("B3: the text of the cell is missing" + again, "<c r='B3' t='s'><v>-1</v></c>"),
                arguments("B3: the number \"0x1p3\" cannot be read" + again, "<c r='B3'><v>0x1p3</v></c>"),
                arguments("B3: the number \"1d\" cannot be read" + again, "<c r='B3'><v>1d</v></c>"),
                arguments("B3: the number \"NaN\" cannot be read" + again, "<c r='B3'><v>NaN</v></c>"),
                arguments(
                        "B3: the date \"23/11/2026\" cannot be read" + again, "<c r='B3' t='d'><v>23/11/2026</v></c>"),
                arguments(
                        "A3: the cells are not in order (Open it in a spreadsheet and save it)",
                        "<c r='B7'><v>1</v></c>"),
                arguments(
                        "A3: the cells are not in order (Open it in a spreadsheet and save it)",
                        "<c r='b3'><v>1</v></c>"));
    }

    @Test
    void whatIsSaidInTwoWaysForOlderProgramsIsOnlyReadOverIfItHoldsNoCells() {
        String path = "<x15ac:absPath xmlns:x15ac='urn:x' url='C:\\'/>";
        String sheets = "<sheets><sheet name='hours' sheetId='1' r:id='rId1'/></sheets>";
        Map<String, String> parts = parts("<row><c t='str'><v>id</v></c></row>");
        parts.put("xl/workbook.xml", workbook(alternatives(path, "")));
        assertThat(row(parts)).containsExactly("id");
        parts.put("xl/workbook.xml", workbook(alternatives(path, sheets)));
        assertThat(TestWorkbook.problems(zip(parts)))
                .containsExactly(
                        "policy.xlsx: the workbook is damaged: xl/workbook.xml says what its cells are in two ways (Open"
                                + " it in a spreadsheet and save it again)");
    }

    private static String alternatives(String choice, String fallback) {
        return "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
                + "<mc:Choice Requires='x15'>" + choice + "</mc:Choice><mc:Fallback>" + fallback
                + "</mc:Fallback></mc:AlternateContent>";
    }

    @Test
    void farCellsAndManyOfThemTakeNoRoomWithoutEnd() {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= 9_000; i++) {
            rows.append("<row><c r='ALL%d'><v>1</v></c></row>".formatted(i));
        }
        assertThat(TestWorkbook.problems(zip(parts(rows.toString()))))
                .containsExactly(
                        "policy.xlsx[caps]!ALL8389: the workbook holds more than 8 million cells (Maybe split it)");
    }

    @Test
    void aSheetOfFormulasIsNotReadToItsEnd() {
        String row = "<row>" + "<c><f>A1</f></c>".repeat(100) + "</row>";
        assertThat(TestWorkbook.problems(zip(parts(row.repeat(50)))))
                .hasSize(1_001)
                .endsWith("policy.xlsx[caps]!A11: more than 1000 cells are wrong (Maybe the sheet is not a table)");
    }

    @Test
    void formulasOfFormatsAndListsAreNoneOfCells() {
        Map<String, String> parts = parts("<row r='1'><c r='A1' t='str'><v>id</v></c></row>");
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns='" + MAIN + "' xmlns:x14='urn:14' xmlns:xm='urn:m'><dimension ref='A1:ZZ99999'/>"
                        + "<sheetData><row r='1' spans='1:1'><c r='A1' t='str'><v>id</v><extLst><ext><x14:f>1</x14:f></ext>"
                        + "</extLst></c></row></sheetData><extLst><ext><x14:dataValidations><x14:dataValidation>"
                        + "<x14:formula1><xm:f>B1:B9</xm:f></x14:formula1></x14:dataValidation></x14:dataValidations></ext>"
                        + "</extLst></worksheet>");
        assertThat(row(parts)).containsExactly("id");
    }
}
