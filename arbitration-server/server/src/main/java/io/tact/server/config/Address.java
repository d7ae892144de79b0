package io.tact.server.config;

/**
 * Where something listens: a host and a port.
 *
 * @param host a name or an address; an IPv6 address without brackets
 * @param port 0 to 65535
 */
public record Address(String host, int port) {
    public Address {
        if (host.isBlank() || !host.equals(host.strip())) {
            throw new IllegalArgumentException("(" + host + ":" + port + ") must be HOST:PORT. Maybe 127.0.0.1:8080");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("(" + host + ":" + port + ") must have a port of 0 to 65535");
        }
    }

    /**
     * Reads {@code 127.0.0.1:8080}, {@code node-1.example.org:8080} or {@code [::1]:8080}.
     *
     * @throws IllegalArgumentException if the text is none of them; the message names it
     */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String port = text.substring(colon + 1);
        if ((host.contains(":") && !bracketed) || host.isEmpty() || !port.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("(" + text + ") must be HOST:PORT. Maybe 127.0.0.1:8080");
        }
        return new Address(bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
    }

    /** Whether it stands for every address of a machine, so that nobody else can go there. */
    static boolean isEveryAddress(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
    }

    /** {@code 127.0.0.1:8080}, or {@code [::1]:8080}. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
