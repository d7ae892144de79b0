package io.tact.rules.workbooks;

import io.tact.ruleset.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks made by another library, and changed part by part. */
public final class TestWorkbook {
    private TestWorkbook() {}

    /** A workbook with one sheet. */
    public static byte[] of(String sheet, Consumer<XSSFSheet> content) {
        return of(workbook -> content.accept(workbook.createSheet(sheet)));
    }

    public static byte[] of(Consumer<XSSFWorkbook> content) {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            content.accept(workbook);
            workbook.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same archive with a part that is written anew, or added. */
    public static byte[] with(byte[] workbook, String part, UnaryOperator<String> change) {
        Map<String, byte[]> parts = parts(workbook);
        byte[] old = parts.getOrDefault(part, new byte[0]);
        parts.put(part, change.apply(new String(old, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        return zip(parts);
    }

    static Map<String, byte[]> parts(byte[] workbook) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] zip(Map<String, byte[]> parts) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                    zip.putNextEntry(new ZipEntry(part.getKey()));
                    zip.write(part.getValue());
                    zip.closeEntry();
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of the first sheet, row by row. */
    static List<List<String>> texts(byte[] workbook) {
        List<Problem> problems = new ArrayList<>();
        Workbook opened = Workbook.open("policy.xlsx", workbook, problems)
                .orElseThrow(() -> new AssertionError(problems.toString()));
        return opened.read(opened.tabs().get(0), problems).rows().stream()
                .map(Sheet.Row::cells)
                .toList();
    }

    /** Every problem of the workbook and of its first sheet. */
    static List<String> problems(byte[] workbook) {
        List<Problem> problems = new ArrayList<>();
        Workbook.open("policy.xlsx", workbook, problems)
                .ifPresent(opened -> opened.read(opened.tabs().get(0), problems));
        return problems.stream().sorted(Problem.BY_PLACE).map(Problem::toString).toList();
    }
}
