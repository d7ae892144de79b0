package io.tact.server;

import io.tact.arbitration.Mandate;
import io.tact.http.Tls;
import io.tact.identity.ApiKey;
import io.tact.identity.Identities;
import io.tact.identity.Identity;
import io.tact.identity.TokenBucket;
import io.tact.identity.TokenRules;
import io.tact.identity.Tokens;
import io.tact.server.config.ApiKeySettings;
import io.tact.server.config.IdentitySettings;
import io.tact.server.config.NodeConfig;
import io.tact.server.config.TlsSettings;
import io.tact.server.config.TokenSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes what a configuration says of who may ask, and of TLS. */
final class IdentityStart {
    private IdentityStart() {}

    /** @throws StartupException if a file of keys cannot be used; the message names it */
    static Identities identities(@Nullable IdentitySettings settings, Clock clock) throws StartupException {
        if (settings == null) {
            return Identities.NONE;
        }
        long nanos = System.nanoTime();
        List<ApiKey> keys = new ArrayList<>();
        for (ApiKeySettings key : settings.keys()) {
            Integer perSecond = key.perSecond();
            Identity identity = new Identity(
                    new Mandate(key.id(), key.limits()),
                    Set.copyOf(key.roles()),
                    key.expires(),
                    perSecond == null ? null : new TokenBucket(perSecond, nanos));
            keys.add(ApiKey.of(identity, key.hash()));
        }
        TokenSettings tokens = settings.tokens();
        return Identities.of(keys, tokens == null ? null : tokens(tokens, clock));
    }

    private static Tokens tokens(TokenSettings settings, Clock clock) throws StartupException {
        TokenSettings.ClaimSettings claims = settings.claims();
        TokenRules rules = new TokenRules(
                settings.issuer(),
                settings.audience(),
                Set.copyOf(settings.algorithms()),
                settings.clockSkew(),
                new TokenRules.Claims(claims.roles(), claims.senderClass(), claims.senders(), claims.purposes()),
                settings.perSecond());
        Path file = settings.keySet();
        if (file == null) {
            Tokens tokens = Tokens.ofIssuer(rules, System::nanoTime);
            tokens.warm(clock.instant());
            return tokens;
        }
        try {
            return Tokens.ofKeys(rules, Files.readString(file), System::nanoTime);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartupException(
                    "identities.tokens.keySet " + file + " "
                            + (e instanceof IOException ? "cannot be read: " : "")
                            + e.getMessage() + ". Maybe write the issuer's public keys there as a JSON Web Key Set",
                    e);
        }
    }

    /** @throws StartupException if a file cannot be read; the message names it */
    static @Nullable Tls tls(@Nullable TlsSettings settings) throws StartupException {
        if (settings == null) {
            return null;
        }
        requireReadable("certificate", settings.certificate());
        requireReadable("key", settings.key());
        if (settings.authorities() != null) {
            requireReadable("authorities", settings.authorities());
        }
        return new Tls(settings.certificate(), settings.key(), settings.authorities());
    }

    private static void requireReadable(String key, Path file) throws StartupException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new StartupException("http.tls." + key + " " + file
                    + " cannot be read. Maybe it is not there, or belongs to another user");
        }
    }

    /** One line on who may ask. */
    static String told(NodeConfig config) {
        IdentitySettings settings = config.identities();
        if (settings == null) {
            return "there are no identities: nobody is asked who they are, and only this machine ("
                    + config.http().host() + ") is listened to";
        }
        TokenSettings tokens = settings.tokens();
        return "who asks is asked who they are: " + settings.keys().size() + " API keys, "
                + (tokens == null ? "no tokens" : "tokens of " + tokens.issuer());
    }
}
