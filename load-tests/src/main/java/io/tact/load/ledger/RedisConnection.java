package io.tact.load.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** As much of Redis' protocol as pipelining needs. For one thread. */
final class RedisConnection implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    RedisConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    /** Writes a command; it is on its way after {@link #flush}. */
    void write(String... words) throws IOException {
        StringBuilder command = new StringBuilder(160).append('*').append(words.length);
        for (String word : words) {
            command.append("\r\n$").append(word.length()).append("\r\n").append(word);
        }
        out.write(command.append("\r\n").toString().getBytes(US_ASCII));
    }

    void flush() throws IOException {
        out.flush();
    }

    /**
     * The next answer: an integer's digits, or the text of a string.
     *
     * @throws IOException if it is an error, which the message tells, or no answer comes for 30 s
     */
    String read() throws IOException {
        String line = line();
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case ':', '+':
                return rest;
            case '$':
                byte[] text = in.readNBytes(Integer.parseInt(rest));
                line();
                return new String(text, US_ASCII);
            default:
                throw new IOException("Redis says " + line);
        }
    }

    /** The second of the two texts that are the next answer. */
    String readPair() throws IOException {
        String head = line();
        if (!head.equals("*2")) {
            throw new IOException("Redis says " + head + " where a name and a value were asked for");
        }
        read();
        return read();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("Redis has closed the connection");
            }
            line.append((char) c);
        }
        in.read();
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
