package io.tact.rules.tables;

import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The content of a ruleset in one text: that of its tables cell by cell, whether they are CSV files or sheets, and
 * that of all other files byte by byte. The order of columns, blanks around cells, line ends, separators and quotes in CSV, and
 * the looks of a workbook do not change it.
 */
final class ContentHash {
    private final MessageDigest digest = sha256();

    private ContentHash() {}

    /** The SHA-256, in 64 hexadecimal digits: nobody makes two contents of one hash. */
    static String of(RulesetSource source, RulesetHead head, TableFiles tables) {
        ContentHash hash = new ContentHash();
        Set<String> read = new HashSet<>();
        List<Part> parts = new ArrayList<>(head.packs());
        parts.add(head.own());
        parts.sort(Comparator.comparing(Part::folder));
        for (Part part : parts) {
            read.add(part.folder() + TableFiles.WORKBOOK);
            for (TableSchema schema : TableSchema.ALL) {
                read.add(part.folder() + schema.file());
                boolean ofOthers = schema == TableSchema.SCENARIOS && part != head.own();
                if (!ofOthers) {
                    tables.table(part, schema).ifPresent(table -> hash.add(part.folder() + schema.name(), table));
                }
            }
        }
        source.files().forEach((file, content) -> {
            if (!read.contains(file)) {
                hash.add(file);
                hash.add(content);
            }
        });
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void add(String name, CsvTable table) {
        add(name);
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < table.titles().size(); i++) {
            if (!table.titles().get(i).isEmpty()) {
                columns.add(i);
            }
        }
        columns.sort(Comparator.comparing(i -> lower(table, i)));
        add(columns.size());
        columns.forEach(i -> add(lower(table, i)));
        add(table.rows().size());
        table.rows().forEach(row -> columns.forEach(i -> add(row.cell(i))));
    }

    private static String lower(CsvTable table, int column) {
        return table.titles().get(column).toLowerCase(Locale.ROOT);
    }

    private void add(int number) {
        digest.update((number + ";").getBytes(StandardCharsets.UTF_8));
    }

    private void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
