package io.tact.server.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS on the HTTP port.
 *
 * @param certificate the certificate chain, PEM, the node's own first
 * @param key its private key, PEM (PKCS#8), without a password
 * @param authorities the certificates that other nodes' chains lead to, PEM; null for those that Java trusts
 */
public record TlsSettings(
        @Setting(
                        meaning =
                                "The certificate chain, PEM, the node's own first; read again within seconds once it or the key"
                                        + " changes, if both belong together",
                        example = "/etc/tact/tls.crt")
                Path certificate,
        @Setting(
                        meaning = "Its private key, PEM (PKCS#8), without a password, readable by Tact's user only",
                        example = "/run/secrets/tls.key")
                Path key,
        @Setting(
                        meaning =
                                "The certificates, PEM, that the chains of other nodes lead to; each node's must name the host of its"
                                        + " http.advertise",
                        otherwise = "those that Java trusts",
                        example = "/etc/tact/ca.crt")
                @Nullable Path authorities) {}
