package io.tact.http;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * TLS on the HTTP port, and between nodes.
 *
 * @param certificate the certificate chain, PEM
 * @param key its private key, PEM
 * @param authorities what the chains of other nodes lead to, PEM; null for what Java trusts
 */
public record Tls(Path certificate, Path key, @Nullable Path authorities) {
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    HttpServerOptions on(HttpServerOptions options) {
        // HTTP/2, which would be agreed on by ALPN, has no Connection: close, by which a node that leaves sends clients
        // elsewhere.
        return options.setSsl(true)
                .setUseAlpn(false)
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificate.toString())
                        .setKeyPath(key.toString()));
    }

    HttpClientOptions on(HttpClientOptions options) {
        options.setSsl(true).setVerifyHost(true).setEnabledSecureTransportProtocols(PROTOCOLS);
        return authorities == null
                ? options
                : options.setTrustOptions(new PemTrustOptions().addCertPath(authorities.toString()));
    }
}
