package io.tact.rules.drools.build;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the two JVMs talk: counted lists of counted bytes, nothing that is deserialised. */
final class Frames {
    /** The most bytes of one part, and the most parts: a reader believes no larger figure. */
    private static final int LARGEST = 32 << 20;

    private static final int MOST = 20_000;

    private Frames() {}

    static void write(DataOutputStream out, BuildOutcome outcome) throws IOException {
        out.writeInt(outcome.errors().size());
        for (String error : outcome.errors()) {
            write(out, error.getBytes(StandardCharsets.UTF_8));
        }
        write(out, outcome.classes());
    }

    static BuildOutcome readOutcome(DataInputStream in) throws IOException {
        List<String> errors = new ArrayList<>();
        long bytes = 0;
        for (int left = count(in, MOST); left > 0; left--) {
            byte[] error = read(in);
            bytes = added(bytes, error);
            errors.add(new String(error, StandardCharsets.UTF_8));
        }
        return new BuildOutcome(readMap(in), errors);
    }

    static void write(DataOutputStream out, Map<String, byte[]> map) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<String, byte[]> entry : map.entrySet()) {
            write(out, entry.getKey().getBytes(StandardCharsets.UTF_8));
            write(out, entry.getValue());
        }
        out.flush();
    }

    static SortedMap<String, byte[]> readMap(DataInputStream in) throws IOException {
        SortedMap<String, byte[]> map = new TreeMap<>();
        long bytes = 0;
        for (int left = count(in, MOST); left > 0; left--) {
            String name = new String(read(in), StandardCharsets.UTF_8);
            byte[] content = read(in);
            bytes = added(bytes, content);
            map.put(name, content);
        }
        return map;
    }

    private static long added(long bytes, byte[] more) throws IOException {
        if (bytes + more.length > LARGEST) {
            throw new IOException("more than " + LARGEST + " bytes");
        }
        return bytes + more.length;
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[count(in, LARGEST)];
        in.readFully(bytes);
        return bytes;
    }

    private static int count(DataInputStream in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new IOException("a count of " + count);
        }
        return count;
    }
}
