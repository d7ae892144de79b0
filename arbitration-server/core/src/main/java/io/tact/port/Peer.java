package io.tact.port;

/**
 * Another node, by the address at which it takes requests.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 */
public record Peer(String host, int port) {

    /** Reads what {@link #toString} writes. @throws IllegalArgumentException if it is none */
    public static Peer parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("\"" + text + "\" is not a host and a port");
        }
        return new Peer(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
