package io.tact.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Up to which change the log of a folder was synced, in a small file beside it: {@code SYNCED}, the sequence number in 8 octets and its
 * CRC-32C in 4, big-endian. A log that ends before it has lost what was acknowledged. Written after each sync and left to the
 * operating system, so it is exact after the end of a process and up to some half a minute old after a power cut, and never ahead of
 * the log. For one thread at a time.
 */
final class SyncedMark implements AutoCloseable {
    private static final String FILE = "SYNCED";
    private static final int LENGTH = Long.BYTES + Integer.BYTES;

    private final FileChannel file;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(LENGTH);

    private SyncedMark(FileChannel file) {
        this.file = file;
    }

    /** Opens that of a folder for writing. */
    static SyncedMark open(Path folder) throws IOException {
        return new SyncedMark(
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    /**
     * What that of a folder says; 0 if it has none, as one that is new or was written before there were marks.
     *
     * @throws IOException if it cannot be read
     * @throws CannotOpenStoreException if it is damaged
     */
    static long read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        byte[] stored = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        if (stored.length == 0) {
            return 0;
        }
        if (stored.length == LENGTH) {
            ByteBuffer bytes = ByteBuffer.wrap(stored);
            long sequence = bytes.getLong();
            if (bytes.getInt() == check(sequence)) {
                return sequence;
            }
        }
        throw new CannotOpenStoreException(
                "store " + folder + " is damaged (its file " + FILE
                        + " is not what was written). Maybe restore the folder from a backup",
                new IllegalStateException("mark"));
    }

    /** All changes up to that sequence number are synced. */
    void set(long sequence) throws IOException {
        bytes.clear().putLong(sequence).putInt(check(sequence)).flip();
        for (int at = 0; bytes.hasRemaining(); ) {
            at += file.write(bytes, at);
        }
    }

    private static int check(long sequence) {
        CRC32C check = new CRC32C();
        check.update(ByteBuffer.allocate(Long.BYTES).putLong(0, sequence));
        return (int) check.getValue();
    }

    /** What it says was written before. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
