package io.tact.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that signed itself, for a host of this machine, made by the JDK's keytool. */
public final class TestCertificate {
    private static final String PASSWORD = "known to the test only";

    private final Path certificate;
    private final Path key;
    private final SSLContext trusting;

    /** @param host as {@code ip:127.0.0.1} or {@code dns:node-1} */
    public TestCertificate(Path folder, String host) {
        try {
            Path store = folder.resolve("store.p12");
            keytool(
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=tact-test",
                    "-ext",
                    "san=" + host,
                    "-keystore",
                    store + "");
            KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            certificate = pem(
                    folder.resolve("tls.crt"),
                    "CERTIFICATE",
                    made.getCertificate("mykey").getEncoded());
            key = pem(
                    folder.resolve("tls.key"),
                    "PRIVATE KEY",
                    made.getKey("mykey", PASSWORD.toCharArray()).getEncoded());
            trusting = trusting(made.getCertificate("mykey"));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(Certificate certificate) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("it", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-validity", "2"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(told);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path pem(Path file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    public Path certificate() {
        return certificate;
    }

    public Path key() {
        return key;
    }

    /** Of a client that trusts it. */
    public SSLContext trusting() {
        return trusting;
    }

    Tls tls() {
        return Tls.read(certificate, key, certificate);
    }
}
