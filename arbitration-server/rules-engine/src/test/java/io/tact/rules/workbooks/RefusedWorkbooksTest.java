package io.tact.rules.workbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workbooks that are refused as a whole, each with one problem that says why. */
class RefusedWorkbooksTest {
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final byte[] SOUND =
            TestWorkbook.of("caps", sheet -> sheet.createRow(0).createCell(0).setCellValue("id"));

    @Test
    void aSoundOneIsNot() {
        assertThat(TestWorkbook.problems(SOUND)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    xl/vbaProject.bin                  | holds macros
                    xl/macrosheets/sheet1.xml          | holds a sheet of macros
                    xl/dialogsheets/sheet1.xml         | holds a sheet of macros
                    xl/externalLinks/externalLink1.xml | is linked to another workbook
                    xl/connections.xml                 | takes data from elsewhere
                    xl/queryTables/queryTable1.xml     | takes data from elsewhere
                    xl/embeddings/oleObject1.bin       | holds an embedded object or a control
                    xl/embeddings/Package.xlsx         | holds an embedded object or a control
                    xl/activeX/activeX1.xml            | holds an embedded object or a control
                    customUI/customUI.xml              | holds an embedded object or a control
                    xl/media/evil.exe                  | holds a program or an embedded object
                    xl/workbook.bin                    | is a binary workbook (.xlsb)
                    mimetype                           | is an OpenDocument spreadsheet
                    """)
    void whatCouldDoMoreThanHoldCells(String part, String what) {
        assertThat(TestWorkbook.problems(TestWorkbook.with(SOUND, part, old -> "x")))
                .singleElement()
                .asString()
                .startsWith(
                        "policy.xlsx: the workbook " + what + " (" + part.toLowerCase(java.util.Locale.ROOT) + ") (");
    }

    @Test
    void oneThatMayHoldMacros() {
        byte[] workbook = TestWorkbook.with(
                SOUND,
                "[Content_Types].xml",
                old -> old.replace(
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                        "application/vnd.ms-excel.sheet.macroEnabled.main+xml"));
        assertThat(TestWorkbook.problems(workbook))
                .containsExactly(
                        "policy.xlsx: the workbook is one that may hold macros (.xlsm) (Save it as \"Excel Workbook"
                                + " (*.xlsx)\")");
    }

    @Test
    void oneThatIsLinkedToSomethingOutside() {
        byte[] workbook = TestWorkbook.with(
                SOUND,
                "xl/worksheets/_rels/sheet1.xml.rels",
                old ->
                        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship"
                                + " Id='a' Type='http://x/image' Target='http://127.0.0.1:9/x' TargetMode='External'/></Relationships>");
        assertThat(TestWorkbook.problems(workbook))
                .containsExactly(
                        "policy.xlsx: the workbook is linked to something outside (a image) (Delete the link, and"
                                + " save it again)");
    }

    @Test
    void aHyperlinkIsHarmless() {
        byte[] workbook = TestWorkbook.with(
                SOUND,
                "xl/worksheets/_rels/sheet1.xml.rels",
                old ->
                        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship"
                                + " Id='a' Type='http://x/hyperlink' Target='http://127.0.0.1:9/x' TargetMode='External'/></Relationships>");
        assertThat(TestWorkbook.problems(workbook)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", SHEET})
    void oneThatDeclaresADocumentType(String part) {
        String bomb = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
                + "<!ENTITY f SYSTEM 'file:///etc/passwd'>]>";
        byte[] workbook = TestWorkbook.with(SOUND, part, old -> old.replaceFirst("(<\\?xml[^>]*>)?", "$1" + bomb));
        assertThat(TestWorkbook.problems(workbook))
                .containsExactly("policy.xlsx: the workbook declares a document type (in "
                        + (part.startsWith("[") ? part.toLowerCase(java.util.Locale.ROOT) : part)
                        + ") (No spreadsheet does: do not use this file)");
    }

    @Test
    void oneThatUnpacksToTooMuch() throws IOException {
        assertThat(TestWorkbook.problems(bomb(" ".getBytes(StandardCharsets.UTF_8))))
                .containsExactly(
                        "policy.xlsx: the workbook unpacks to more than 128 MB (Maybe delete the empty rows and"
                                + " columns that are formatted)");
    }

    @Test
    void oneWhoseCellsShareTooLongATextTooOften() {
        String text = "x".repeat(30_000);
        byte[] workbook = TestWorkbook.of("caps", sheet -> {
            for (int i = 0; i < 3_000; i++) {
                sheet.createRow(i).createCell(0).setCellValue(text);
            }
        });
        assertThat(workbook).hasSizeLessThan(100_000);
        assertThat(TestWorkbook.problems(workbook))
                .containsExactly(
                        "policy.xlsx[caps]!A2237: the workbook holds more than 64 million characters (Maybe split it)");
    }

    /** A sheet of a few kilobytes that unpacks to 140 MB of blanks. */
    private static byte[] bomb(byte[] filling) throws IOException {
        Map<String, byte[]> parts = TestWorkbook.parts(SOUND);
        byte[] sheet = parts.remove(SHEET);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
            zip.putNextEntry(new ZipEntry(SHEET));
            int end = new String(sheet, StandardCharsets.UTF_8).indexOf("<sheetData");
            zip.write(sheet, 0, end);
            byte[] block = new byte[1 << 20];
            Arrays.fill(block, filling[0]);
            for (int i = 0; i < 140; i++) {
                zip.write(block);
            }
            zip.write(sheet, end, sheet.length - end);
        }
        return bytes.toByteArray();
    }

    @Test
    void oneWithTooManyParts() {
        Map<String, byte[]> parts = new TreeMap<>(TestWorkbook.parts(SOUND));
        for (int i = 0; i < 2_100; i++) {
            parts.put("xl/media/" + i + ".png", new byte[0]);
        }
        assertThat(TestWorkbook.problems(TestWorkbook.zip(parts)))
                .containsExactly("policy.xlsx: the workbook has more than 2000 parts inside (Maybe it is no workbook)");
    }

    @Test
    void oneThatIsNestedTooDeeply() {
        byte[] workbook = TestWorkbook.with(
                SOUND, SHEET, old -> old.replace("<sheetData>", "<x>".repeat(100_000) + "<sheetData>"));
        assertThat(TestWorkbook.problems(workbook))
                .containsExactly(
                        "policy.xlsx: the workbook is damaged: xl/worksheets/sheet1.xml is nested too deeply (Open it"
                                + " in a spreadsheet and save it again)");
    }

    @Test
    void oneWithAPassword() throws IOException, GeneralSecurityException {
        try (POIFSFileSystem files = new POIFSFileSystem();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.standard).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var out = encryptor.getDataStream(files)) {
                out.write(SOUND);
            }
            files.writeFilesystem(bytes);
            assertThat(TestWorkbook.problems(bytes.toByteArray()))
                    .containsExactly(
                            "policy.xlsx: the workbook is protected by a password (Take the password off, and save"
                                    + " it again)");
        }
    }

    @Test
    void oneOfTheOldFormat() throws IOException {
        try (var old = new org.apache.poi.hssf.usermodel.HSSFWorkbook();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            old.createSheet("caps").createRow(0).createCell(0).setCellValue("id");
            old.write(bytes);
            assertThat(TestWorkbook.problems(bytes.toByteArray()))
                    .containsExactly(
                            "policy.xlsx: the workbook is a workbook of the old format (.xls) (Save it as \"Excel"
                                    + " Workbook (*.xlsx)\")");
        }
    }

    @Test
    void whatIsNoWorkbook() {
        String advice = " (Save it as \"Excel Workbook (*.xlsx)\")";
        assertThat(TestWorkbook.problems("id,channel\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("policy.xlsx: the workbook is no workbook" + advice);
        assertThat(TestWorkbook.problems(new byte[0]))
                .containsExactly("policy.xlsx: the workbook is no workbook" + advice);
        assertThat(TestWorkbook.problems(TestWorkbook.zip(Map.of("a.txt", new byte[3]))))
                .containsExactly("policy.xlsx: the workbook is no workbook" + advice);
    }

    @Test
    void whatIsCutOff() {
        for (int length = 4; length < SOUND.length; length += 97) {
            assertThat(TestWorkbook.problems(Arrays.copyOf(SOUND, length)))
                    .as("the first %d bytes", length)
                    .singleElement()
                    .asString()
                    .contains("is damaged");
        }
    }

    @Test
    void anyByteThatIsAnotherIsRefusedOrReadAndNeverThrown() {
        for (int i = 0; i < SOUND.length; i += 7) {
            byte[] changed = SOUND.clone();
            changed[i] ^= 0x55;
            assertThat(TestWorkbook.problems(changed)).as("byte %d", i).hasSizeLessThanOrEqualTo(1);
        }
    }
}
