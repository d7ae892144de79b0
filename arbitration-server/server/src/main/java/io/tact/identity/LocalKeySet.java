package io.tact.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keys that were read once. Immutable. */
final class LocalKeySet implements KeySet {
    private final CompletionStage<JWKSet> keys;

    private LocalKeySet(JWKSet keys) {
        this.keys = CompletableFuture.completedStage(keys);
    }

    /** @throws IllegalArgumentException if it is no key set, or has secrets in it */
    static LocalKeySet of(String json) {
        return new LocalKeySet(parse(json));
    }

    /** @throws IllegalArgumentException if it is no key set, or has secrets in it */
    static JWKSet parse(String json) {
        JWKSet set;
        try {
            set = JWKSet.parse(json);
        } catch (ParseException e) {
            throw new IllegalArgumentException("is no JSON Web Key Set: " + e.getMessage(), e);
        }
        if (set.isEmpty()) {
            throw new IllegalArgumentException("has no keys");
        }
        for (JWK key : set.getKeys()) {
            if (key.isPrivate()) {
                throw new IllegalArgumentException("has a private or secret key (" + key.getKeyID()
                        + "): only public ones belong here. Maybe write the set again without it");
            }
        }
        return set;
    }

    @Override
    public CompletionStage<JWKSet> known(Instant now) {
        return keys;
    }

    @Override
    public CompletionStage<JWKSet> newer(Instant now) {
        return keys;
    }
}
