package io.tact.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS on the HTTP port, and between nodes: what was in the files when they were read, and belongs together. Immutable.
 */
public final class Tls {
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");
    private static final byte[] PROBE =
            "is this key that certificate's?".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private final PemKeyCertOptions identity;
    private final @Nullable PemTrustOptions trust;
    private final Instant expiresAt;

    private Tls(PemKeyCertOptions identity, @Nullable PemTrustOptions trust, Instant expiresAt) {
        this.identity = identity;
        this.trust = trust;
        this.expiresAt = expiresAt;
    }

    /**
     * Reads the files. Blocks.
     *
     * @param certificate the certificate chain, PEM, the node's own first
     * @param key its private key, PEM, without a password
     * @param authorities what the chains of other nodes lead to, PEM; null for what Java trusts
     * @throws IllegalArgumentException if they cannot be used; the message names the file, and has nothing of a key
     */
    public static Tls read(Path certificate, Path key, @Nullable Path authorities) {
        Buffer chain = bytes("certificate", certificate);
        List<X509Certificate> certificates = certificates("certificate", certificate, chain);
        Buffer secret = bytes("key", key);
        requirePlain(key, secret.toString(java.nio.charset.StandardCharsets.ISO_8859_1));
        PemKeyCertOptions identity = new PemKeyCertOptions().setCertValue(chain).setKeyValue(secret);
        requirePair(certificates.get(0).getPublicKey(), privateKey(identity, key), certificate, key);
        PemTrustOptions trust = null;
        if (authorities != null) {
            Buffer trusted = bytes("authorities", authorities);
            certificates("authorities", authorities, trusted);
            trust = new PemTrustOptions().addCertValue(trusted);
        }
        return new Tls(identity, trust, certificates.get(0).getNotAfter().toInstant());
    }

    /** From when the node's own certificate is worth nothing. */
    public Instant expiresAt() {
        return expiresAt;
    }

    private static Buffer bytes(String what, Path file) {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unusable(what, file, "cannot be read. Maybe it is not there, or belongs to another user", e);
        }
    }

    private static List<X509Certificate> certificates(String what, Path file, Buffer pem) {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes()))
                    .forEach(certificate -> found.add((X509Certificate) certificate));
        } catch (CertificateException e) {
            throw unusable(what, file, "has no certificates that can be read. Maybe it is not PEM", e);
        }
        if (found.isEmpty()) {
            throw unusable(what, file, "has no certificate. Maybe it is not PEM", null);
        }
        return found;
    }

    private static void requirePlain(Path file, String pem) {
        if (!pem.contains("PRIVATE KEY-----")) {
            throw unusable("key", file, "has no private key. Maybe it is not PEM", null);
        }
        if (pem.contains("ENCRYPTED")) {
            throw unusable(
                    "key",
                    file,
                    "has a password, and nobody is there to type it. Maybe write it again with openssl pkcs8 -topk8 -nocrypt,"
                            + " readable by Tact's user only",
                    null);
        }
    }

    /** As the server will read it. */
    private static PrivateKey privateKey(PemKeyCertOptions identity, Path file) {
        try {
            for (KeyManager manager : identity.getKeyManagerFactory(null).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    for (String type : List.of("RSA", "EC", "EdDSA", "RSASSA-PSS", "DSA")) {
                        String[] aliases = keys.getServerAliases(type, null);
                        if (aliases != null) {
                            return Objects.requireNonNull(keys.getPrivateKey(aliases[0]));
                        }
                    }
                }
            }
        } catch (Exception e) {
            throw unusable(
                    "key",
                    file,
                    "is no RSA or EC key of the certificate that can be used. Maybe it is not PEM, or of another certificate",
                    e);
        }
        throw unusable("key", file, "is of a kind that is not known. Maybe an RSA or EC key", null);
    }

    /** Java notices only when a client comes. */
    private static void requirePair(PublicKey open, PrivateKey secret, Path certificate, Path key) {
        String algorithm =
                switch (open.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    case "EdDSA" -> "EdDSA";
                    default -> null;
                };
        if (algorithm == null) {
            return;
        }
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(PROBE);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw unusable("key", key, "does not sign as that of " + certificate, e);
        }
        throw unusable(
                "key", key, "is not the key of " + certificate + ". Maybe one of both is of the time before", null);
    }

    private static IllegalArgumentException unusable(String what, Path file, String why, @Nullable Exception cause) {
        return new IllegalArgumentException("http.tls." + what + " " + file + " " + why, cause);
    }

    HttpServerOptions on(HttpServerOptions options) {
        // HTTP/2, which would be agreed on by ALPN, has no Connection: close, by which a node that leaves sends clients
        // elsewhere.
        return options.setSsl(true)
                .setUseAlpn(false)
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setKeyCertOptions(identity);
    }

    HttpClientOptions on(HttpClientOptions options) {
        options.setSsl(true).setVerifyHost(true).setEnabledSecureTransportProtocols(PROTOCOLS);
        return trust == null ? options : options.setTrustOptions(trust);
    }
}
