package io.tact.server.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask.
 *
 * @param keys API keys
 * @param keysFile a {@link KeysFile} of more; null for none
 * @param tokens which tokens are taken; null for none
 * @param strangersPerSecond how often those whom nobody knows are answered at one address, on one node
 */
public record IdentitySettings(
        @Setting(meaning = "API keys", otherwise = "none", example = "[{id: ops, hash: \"sha256:…\", roles: [sre]}]")
                List<ApiKeySettings> keys,
        @Setting(
                        meaning =
                                "A YAML file of more API keys, as a list named keys, read again within seconds once it changes; one that"
                                        + " cannot be read changes nothing",
                        otherwise = "none",
                        example = "/etc/tact/keys.yaml")
                @Nullable Path keysFile,
        @Setting(
                        meaning = "Which JSON Web Tokens are taken",
                        otherwise = "none",
                        example = "{issuer: \"https://login.example.org\", audience: tact}")
                @Nullable TokenSettings tokens,
        @Setting(
                        meaning =
                                "How many requests a second without a credential, or with a wrong one, are looked at from one remote address"
                                        + " (of IPv6, from one /64) on one node. Beyond them such are told to wait, and tokens not seen"
                                        + " before too; known keys are not. Raise it where many callers come through one proxy",
                        fallback = "100",
                        min = "1",
                        max = "1000000",
                        example = "100")
                int strangersPerSecond) {
    /** What holds unless it is said otherwise. */
    public static final int STRANGERS_PER_SECOND = 100;

    /** @throws IllegalArgumentException if there are none, or two with one name; the message names it */
    public IdentitySettings {
        if (keys.isEmpty() && keysFile == null && tokens == null) {
            throw new IllegalArgumentException(
                    "keys, keysFile or tokens must be said: nobody could ask anything. Maybe make a key with ./tact key");
        }
        Range.require(IdentitySettings.class, "strangersPerSecond", strangersPerSecond);
        requireDistinct(keys);
        keys = List.copyOf(keys);
    }

    /** @throws IllegalArgumentException if two keys have one name or one hash; the message names them */
    public static void requireDistinct(List<ApiKeySettings> keys) {
        Set<String> ids = new HashSet<>();
        Set<String> hashes = new HashSet<>();
        for (ApiKeySettings key : keys) {
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException("keys has " + key.id() + " twice. Maybe " + key.id() + "-2");
            }
            if (!hashes.add(key.hash())) {
                throw new IllegalArgumentException("keys has the hash of " + key.id()
                        + " twice: the audit could not tell them apart. Maybe make another with ./tact key");
            }
        }
    }
}
