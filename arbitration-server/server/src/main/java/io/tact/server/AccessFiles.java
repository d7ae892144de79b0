package io.tact.server;

import io.tact.http.HttpInterface;
import io.tact.http.Tls;
import io.tact.identity.Identities;
import io.tact.metrics.TactMetrics;
import io.tact.server.config.Address;
import io.tact.server.config.HttpSettings;
import io.tact.server.config.IdentitySettings;
import io.tact.server.config.NodeConfig;
import io.tact.server.config.TlsSettings;
import io.tact.server.config.TokenSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may ask, and TLS: read at the start, and again whenever a file changes. For the thread that starts, then for that of the watch. */
final class AccessFiles {
    private final NodeConfig config;
    private final CurrentIdentities identities;
    private final FileWatch.Seen keysSeen;
    private final FileWatch.Seen tokenKeysSeen;
    private final FileWatch.Seen tlsSeen;
    private volatile @Nullable Tls tls;

    private AccessFiles(NodeConfig config, Clock clock) throws StartupException {
        this.config = config;
        keysSeen = FileWatch.see(keysFiles(config));
        tokenKeysSeen = FileWatch.see(tokenKeysFiles(config));
        tlsSeen = FileWatch.see(tlsFiles(config));
        identities = CurrentIdentities.open(config.identities(), clock);
        tls = read(config.http().tls());
    }

    /** @throws StartupException if a file cannot be used; the message names it */
    static AccessFiles open(NodeConfig config, Clock clock) throws StartupException {
        return new AccessFiles(config, clock);
    }

    Supplier<Identities> identities() {
        return identities;
    }

    /** What the node is called beside its loopback address. */
    Set<String> names() {
        Address advertised = config.http().advertise();
        return advertised == null ? Set.of() : Set.of(advertised.host());
    }

    /** Null for in the clear. */
    @Nullable Tls tls() {
        return tls;
    }

    /** Has the files watched from now on. */
    void watch(FileWatch files, HttpInterface http, TactMetrics metrics, Clock clock) {
        files.watch("keys", keysFiles(config), keysSeen, identities::readKeys);
        files.watch("token-keys", tokenKeysFiles(config), tokenKeysSeen, identities::readTokenKeys);
        files.watch("tls", tlsFiles(config), tlsSeen, () -> renew(http));
        metrics.watchCertificate(
                () -> Optional.ofNullable(tls).map(now -> Duration.between(clock.instant(), now.expiresAt())));
    }

    private void renew(HttpInterface http) throws StartupException {
        Tls other = read(config.http().tls());
        if (other != null) {
            try {
                http.renew(other);
            } catch (CompletionException e) {
                throw new StartupException("http.tls cannot be used: " + e.getCause(), e);
            }
            tls = other;
        }
    }

    private static @Nullable Tls read(@Nullable TlsSettings settings) throws StartupException {
        if (settings == null) {
            return null;
        }
        try {
            return Tls.read(settings.certificate(), settings.key(), settings.authorities());
        } catch (IllegalArgumentException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Path> keysFiles(NodeConfig config) {
        IdentitySettings settings = config.identities();
        return settings == null || settings.keysFile() == null ? List.of() : List.of(settings.keysFile());
    }

    private static List<Path> tokenKeysFiles(NodeConfig config) {
        TokenSettings tokens =
                config.identities() == null ? null : config.identities().tokens();
        return tokens == null || tokens.keySet() == null ? List.of() : List.of(tokens.keySet());
    }

    private static List<Path> tlsFiles(NodeConfig config) {
        TlsSettings settings = config.http().tls();
        return settings == null
                ? List.of()
                : Stream.of(settings.certificate(), settings.key(), settings.authorities())
                        .flatMap(Stream::ofNullable)
                        .toList();
    }

    /** One line on who may ask. */
    String told() {
        HttpSettings http = config.http();
        IdentitySettings settings = config.identities();
        if (settings == null) {
            return "there are no identities: nobody is asked who they are, and only this machine (" + http.host()
                    + ") is listened to";
        }
        TokenSettings tokens = settings.tokens();
        return "who asks is asked who they are: " + identities.keys() + " API keys, "
                + (tokens == null ? "no tokens" : "tokens of " + tokens.issuer());
    }
}
