package io.tact.rules.tables;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * What a file holds, unpacked if it is a gzip file. The first bytes tell, not the name. Belongs to one thread.
 */
final class Unpacked extends FilterInputStream {
    private static final int BUFFER = 1 << 16;
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;

    private final Path file;

    private Unpacked(Path file, InputStream packed) throws IOException {
        super(new GZIPInputStream(packed, BUFFER));
        this.file = file;
    }

    /**
     * Opens a file. Reading it throws an IOException that names the file if what is packed turns out to be damaged.
     *
     * @throws IOException if the file cannot be read
     */
    static InputStream open(Path file) throws IOException {
        BufferedInputStream input = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            input.mark(2);
            boolean packed = input.read() == FIRST && input.read() == SECOND;
            input.reset();
            return packed ? new Unpacked(file, input) : input;
        } catch (IOException e) {
            input.close();
            throw told(file, e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw told(file, e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw told(file, e);
        }
    }

    private static IOException told(Path file, IOException e) {
        return e instanceof ZipException || e instanceof EOFException
                ? new IOException(file + " is packed with gzip, but damaged. Maybe copy or pack it again", e)
                : e;
    }
}
