package io.tact.server;

import io.tact.arbitration.Mandate;
import io.tact.identity.ApiKey;
import io.tact.identity.Identities;
import io.tact.identity.Identity;
import io.tact.identity.TokenBucket;
import io.tact.identity.TokenRules;
import io.tact.identity.Tokens;
import io.tact.server.config.ApiKeySettings;
import io.tact.server.config.BrokenConfigException;
import io.tact.server.config.IdentitySettings;
import io.tact.server.config.KeysFile;
import io.tact.server.config.TokenSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask now: what the configuration says, and the files that it names, as they were when they last could be read. Safe for
 * any thread.
 */
final class CurrentIdentities implements Supplier<Identities> {
    private final @Nullable IdentitySettings settings;
    private Map<String, Limited> rates = new HashMap<>();
    private List<ApiKey> keys = List.of();
    private @Nullable Tokens tokens;
    private volatile Identities current = Identities.NONE;

    /** How often a key may ask, and what it has asked. */
    private record Limited(int perSecond, TokenBucket bucket) {}

    private CurrentIdentities(@Nullable IdentitySettings settings) {
        this.settings = settings;
    }

    /** @throws StartupException if a file cannot be used; the message names it */
    static CurrentIdentities open(@Nullable IdentitySettings settings, Clock clock) throws StartupException {
        CurrentIdentities identities = new CurrentIdentities(settings);
        if (settings != null) {
            TokenSettings said = settings.tokens();
            if (said != null && said.keySet() == null) {
                Tokens tokens = Tokens.ofIssuer(rules(said), System::nanoTime);
                tokens.warm(clock.instant());
                identities.tokens = tokens;
            }
            identities.readTokenKeys();
            identities.readKeys();
        }
        return identities;
    }

    @Override
    public Identities get() {
        return current;
    }

    /** How many API keys there are. */
    synchronized int keys() {
        return keys.size();
    }

    /**
     * Reads the API keys again. A key that is as it was has asked as often as it has.
     *
     * @throws StartupException if they cannot be used: then nothing has changed
     */
    synchronized void readKeys() throws StartupException {
        if (settings == null) {
            return;
        }
        Map<String, Limited> limited = new HashMap<>();
        List<ApiKey> read = new ArrayList<>();
        for (ApiKeySettings key : said(settings)) {
            Limited rate = rate(key);
            if (rate != null) {
                limited.put(key.id(), rate);
            }
            Identity identity = new Identity(
                    new Mandate(key.id(), key.limits()),
                    Set.copyOf(key.roles()),
                    key.expires(),
                    rate == null ? null : rate.bucket());
            read.add(ApiKey.of(identity, key.hash()));
        }
        current = Identities.of(read, tokens);
        keys = read;
        rates = limited;
    }

    private @Nullable Limited rate(ApiKeySettings key) {
        Integer perSecond = key.perSecond();
        if (perSecond == null) {
            return null;
        }
        Limited before = rates.get(key.id());
        return before != null && before.perSecond() == perSecond
                ? before
                : new Limited(perSecond, new TokenBucket(perSecond, System.nanoTime()));
    }

    private static List<ApiKeySettings> said(IdentitySettings settings) throws StartupException {
        Path file = settings.keysFile();
        if (file == null) {
            return settings.keys();
        }
        try {
            List<ApiKeySettings> all = new ArrayList<>(settings.keys());
            all.addAll(KeysFile.read(file).keys());
            IdentitySettings.requireDistinct(all);
            return all;
        } catch (BrokenConfigException e) {
            throw new StartupException(
                    "identities.keysFile: " + e.getMessage() + (e.problems().isEmpty() ? "" : ": ")
                            + String.join("; ", e.problems()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new StartupException("identities.keysFile " + file + " and identities." + e.getMessage(), e);
        }
    }

    /**
     * Reads the keys of tokens again, if they are in a file. Tokens that were verified are verified again.
     *
     * @throws StartupException if they cannot be used: then nothing has changed
     */
    synchronized void readTokenKeys() throws StartupException {
        TokenSettings said = settings == null ? null : settings.tokens();
        Path file = said == null ? null : said.keySet();
        if (said != null && file != null) {
            tokens = ofFile(said, file);
            current = Identities.of(keys, tokens);
        }
    }

    private static Tokens ofFile(TokenSettings said, Path file) throws StartupException {
        try {
            return Tokens.ofKeys(rules(said), Files.readString(file), System::nanoTime);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartupException(
                    "identities.tokens.keySet " + file + " "
                            + (e instanceof IOException ? "cannot be read: " : "")
                            + e.getMessage() + ". Maybe write the issuer's public keys there as a JSON Web Key Set",
                    e);
        }
    }

    private static TokenRules rules(TokenSettings settings) {
        TokenSettings.ClaimSettings claims = settings.claims();
        return new TokenRules(
                settings.issuer(),
                settings.audience(),
                Set.copyOf(settings.algorithms()),
                settings.clockSkew(),
                new TokenRules.Claims(claims.roles(), claims.senderClass(), claims.senders(), claims.purposes()),
                settings.perSecond());
    }
}
