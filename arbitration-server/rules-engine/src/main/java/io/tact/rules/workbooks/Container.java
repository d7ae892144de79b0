package io.tact.rules.workbooks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a workbook file, which is a zip archive. Refuses what is none, and what could do more than hold cells.
 * Unpacks only what is asked for, and never more than {@link #MAX_UNPACKED} in all. Belongs to one thread.
 */
final class Container {
    /** The most bytes of the file itself. */
    static final int MAX_FILE = 32 << 20;

    /** The most parts in the archive. */
    static final int MAX_PARTS = 2_000;

    /** The most bytes of all parts that are read, unpacked. */
    static final long MAX_UNPACKED = 128L << 20;

    static final String CONTENT_TYPES = "[content_types].xml";

    private static final String AS_XLSX = "Save it as \"Excel Workbook (*.xlsx)\"";
    private static final byte[] OLD_FORMAT = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    private static final byte[] ENTRY = {'P', 'K', 1, 2};

    private static final List<Forbidden> FORBIDDEN = List.of(
            new Forbidden(
                    ".*vba(project|data).*", "holds macros", "Save it as \"Excel Workbook (*.xlsx)\", without macros"),
            new Forbidden("(.*/)?(macrosheets|dialogsheets)/.*", "holds a sheet of macros", "Delete that sheet"),
            new Forbidden(
                    "(.*/)?externallinks/.*",
                    "is linked to another workbook",
                    "Break the links (Data, Edit Links), and save it again"),
            new Forbidden(
                    "(.*/)?(connections\\.xml|querytables/.*|model/.*)",
                    "takes data from elsewhere",
                    "Delete the connections (Data, Queries & Connections), and save it again"),
            new Forbidden(
                    "(.*/)?(embeddings|activex|ctrlprops|webextensions)/.*|customui.*/.*",
                    "holds an embedded object or a control",
                    "Delete it: a workbook of tables holds cells only"),
            new Forbidden("(.*/)?workbook\\.bin", "is a binary workbook (.xlsb)", AS_XLSX),
            new Forbidden(
                    "(?!xl/printersettings/).*\\.(bin|exe|dll|js|vbs|class|jar)",
                    "holds a program or an embedded object",
                    "Delete it: a workbook of tables holds cells only"),
            new Forbidden("mimetype|content\\.xml", "is an OpenDocument spreadsheet", AS_XLSX));

    private record Forbidden(Pattern name, String what, String advice) {
        Forbidden(String name, String what, String advice) {
            this(Pattern.compile(name), what, advice);
        }
    }

    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> parts;
    private final Xml xml = new Xml();
    private long unpacked;

    private Container(ZipFile zip, Map<String, ZipArchiveEntry> parts) {
        this.zip = zip;
        this.parts = parts;
    }

    /** @throws UnreadableException if this is no workbook, or one that is refused */
    static Container open(byte[] content) throws UnreadableException {
        checkHead(content);
        try {
            ZipFile zip = ZipFile.builder()
                    .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                    .get();
            Map<String, ZipArchiveEntry> parts = new HashMap<>();
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                String name = partName(entry.getName());
                refuseForbidden(name);
                if (parts.put(name, entry) != null) {
                    throw damaged("two parts are called " + name);
                }
            }
            return new Container(zip, parts);
        } catch (UnreadableException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e.getMessage());
        }
    }

    private static void checkHead(byte[] content) throws UnreadableException {
        if (startsWith(content, OLD_FORMAT)) {
            boolean encrypted = count(content, ENCRYPTED, 1) > 0;
            throw encrypted
                    ? new UnreadableException("is protected by a password", "Take the password off, and save it again")
                    : new UnreadableException("is a workbook of the old format (.xls)", AS_XLSX);
        }
        if (content.length < 4 || content[0] != 'P' || content[1] != 'K') {
            throw new UnreadableException("is no workbook", AS_XLSX);
        }
        if (content.length > MAX_FILE) {
            throw new UnreadableException(
                    "is larger than " + (MAX_FILE >> 20) + " MB", "Maybe it holds pictures: delete them");
        }
        if (count(content, ENTRY, MAX_PARTS + 1) > MAX_PARTS) {
            throw new UnreadableException("has more than " + MAX_PARTS + " parts inside", "Maybe it is no workbook");
        }
    }

    private static void refuseForbidden(String name) throws UnreadableException {
        for (Forbidden forbidden : FORBIDDEN) {
            if (forbidden.name().matcher(name).matches()) {
                throw new UnreadableException(forbidden.what() + " (" + brief(name) + ")", forbidden.advice());
            }
        }
    }

    /** A part's name as it is looked up: spreadsheets ignore the case. */
    private static String partName(String name) {
        String plain = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return plain.startsWith("/") ? plain.substring(1) : plain;
    }

    static UnreadableException damaged(@Nullable String detail) {
        return new UnreadableException(
                "is damaged" + (detail == null || detail.isEmpty() ? "" : ": " + brief(detail)),
                "Open it in a spreadsheet and save it again");
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 100 ? line : line.substring(0, 100) + "…";
    }

    /** The names of all parts, in lower case. */
    Iterable<String> names() {
        return parts.keySet();
    }

    boolean has(String name) {
        return parts.containsKey(partName(name));
    }

    /** Reads a part, which must be there and be XML. */
    void read(String name, Xml.Listener listener) throws IOException {
        xml.read(name, open(name), listener);
    }

    /** Opens a part, which must be there; reading past the bound throws an {@link UnreadableException}. */
    private InputStream open(String name) throws IOException {
        ZipArchiveEntry entry = parts.get(partName(name));
        if (entry == null) {
            throw damaged("the part " + name + " is missing");
        }
        boolean usual = entry.getMethod() == ZipArchiveEntry.STORED || entry.getMethod() == ZipArchiveEntry.DEFLATED;
        if (!usual || !zip.canReadEntryData(entry)) {
            throw new UnreadableException("is packed in an unusual way", "Open it in a spreadsheet and save it again");
        }
        return new Bounded(zip.getInputStream(entry), name, entry.getCrc());
    }

    private void count(long bytes) throws UnreadableException {
        unpacked += Math.max(bytes, 0);
        if (unpacked > MAX_UNPACKED) {
            throw new UnreadableException(
                    "unpacks to more than " + (MAX_UNPACKED >> 20) + " MB",
                    "Maybe delete the empty rows and columns that are formatted");
        }
    }

    private static boolean startsWith(byte[] content, byte[] head) {
        return content.length >= head.length && matches(content, 0, head);
    }

    private static int count(byte[] content, byte[] wanted, int enough) {
        int found = 0;
        for (int i = 0; i <= content.length - wanted.length && found < enough; i++) {
            if (matches(content, i, wanted)) {
                found++;
            }
        }
        return found;
    }

    private static boolean matches(byte[] content, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (content[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Counts what is unpacked, and at its end looks whether it is what was packed. */
    private final class Bounded extends FilterInputStream {
        private final CRC32 sum = new CRC32();
        private final String name;
        private final long expected;

        Bounded(InputStream in, String name, long expected) {
            super(in);
            this.name = name;
            this.expected = expected;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int n = read(one, 0, 1);
            return n < 0 ? n : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count(n);
            if (n > 0) {
                sum.update(bytes, offset, n);
            } else if (n < 0 && sum.getValue() != expected) {
                throw damaged("the part " + name + " is not what was packed");
            }
            return n;
        }
    }
}
