package io.tact.server.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask.
 *
 * @param keys API keys
 * @param tokens which tokens are taken; null for none
 */
public record IdentitySettings(
        @Setting(meaning = "API keys", otherwise = "none", example = "[{id: ops, hash: \"sha256:…\", roles: [sre]}]")
                List<ApiKeySettings> keys,
        @Setting(
                        meaning = "Which JSON Web Tokens are taken",
                        otherwise = "none",
                        example = "{issuer: \"https://login.example.org\", audience: tact}")
                @Nullable TokenSettings tokens) {

    /** @throws IllegalArgumentException if there are none, or two with one name; the message names it */
    public IdentitySettings {
        if (keys.isEmpty() && tokens == null) {
            throw new IllegalArgumentException(
                    "keys or tokens must be said: nobody could ask anything. Maybe make a key with ./tact key");
        }
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
        keys = List.copyOf(keys);
    }
}
