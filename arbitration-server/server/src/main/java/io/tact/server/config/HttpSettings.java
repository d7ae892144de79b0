package io.tact.server.config;

import org.jspecify.annotations.Nullable;

/**
 * Where the HTTP interface is.
 *
 * @param host the address to listen on; {@link NodeConfig#LOOPBACK} unless said otherwise
 * @param port the port to listen on, 0 to 65535; 0 for any free one
 * @param advertise where other nodes reach it; null for the address and port it listens on
 * @param tls how it is encrypted; null for not at all
 */
public record HttpSettings(
        @Setting(
                        meaning =
                                "The address to listen on; one of this machine alone unless identities are configured",
                        fallback = NodeConfig.LOOPBACK,
                        example = NodeConfig.LOOPBACK)
                String host,
        @Setting(
                        meaning = "The port to listen on; 0 takes any free one",
                        fallback = "8080",
                        min = "0",
                        max = "65535",
                        example = "8080",
                        environment = "TACT_HTTP_PORT")
                int port,
        @Setting(
                        meaning = "Where other nodes reach this one",
                        otherwise = "host and port",
                        example = "10.0.0.11:8080",
                        environment = "TACT_HTTP_ADVERTISE")
                @Nullable Address advertise,
        @Setting(
                        meaning = "TLS 1.2 or newer on the port, and between nodes",
                        otherwise = "not encrypted",
                        example = "{certificate: /etc/tact/tls.crt, key: /run/secrets/tls.key}")
                @Nullable TlsSettings tls) {

    /** @throws IllegalArgumentException if a value is out of range; the message names it */
    public HttpSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty. Maybe " + NodeConfig.LOOPBACK);
        }
        Range.require(HttpSettings.class, "port", port);
    }

    /** In the clear. */
    public HttpSettings(String host, int port, @Nullable Address advertise) {
        this(host, port, advertise, null);
    }

    /** Whether nobody beyond this machine can reach such a host. What is no literal address but localhost is taken to be reached. */
    public static boolean isThisMachine(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || host.equals("0:0:0:0:0:0:0:1")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /**
     * Where other nodes reach it.
     *
     * @param actual the port it listens on
     */
    public Address advertised(int actual) {
        return advertise == null ? new Address(host, actual) : advertise;
    }

    /** Whether other nodes can know where to go. */
    boolean isReachable() {
        return !Address.isEveryAddress(advertise == null ? host : advertise.host());
    }
}
