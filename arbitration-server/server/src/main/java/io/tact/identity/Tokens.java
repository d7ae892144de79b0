package io.tact.identity;

import static io.tact.identity.Identification.Why.MALFORMED_CREDENTIAL;
import static io.tact.identity.Identification.Why.WRONG_SIGNATURE;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JSON Web Tokens, each once: the identity of one that was verified is remembered by the token's hash until it expires,
 * or for {@link #REMEMBERED}, so that a key that an issuer took back is not trusted for longer.
 */
public final class Tokens {
    static final Duration REMEMBERED = Duration.ofMinutes(5);

    private static final int MOST_REMEMBERED = 20_000;

    private final TokenRules rules;
    private final KeySet keys;
    private final LongSupplier nanos;
    private final Recent<ByteBuffer, Verified> verified = new Recent<>(MOST_REMEMBERED);
    private final Recent<String, TokenBucket> rates = new Recent<>(MOST_REMEMBERED);

    private record Verified(Identity identity, Instant since, Instant until) {
        boolean holds(Instant now) {
            return !now.isBefore(since) && now.isBefore(until);
        }
    }

    Tokens(TokenRules rules, KeySet keys, LongSupplier nanos) {
        this.rules = rules;
        this.keys = keys;
        this.nanos = nanos;
    }

    /**
     * With keys that are fetched from the issuer.
     *
     * @param nanos a clock that never goes back
     */
    public static Tokens ofIssuer(TokenRules rules, LongSupplier nanos) {
        return new Tokens(rules, new IssuerKeySet(rules.issuer(), IssuerKeySet.PATIENCE), nanos);
    }

    /**
     * With keys that are given.
     *
     * @param keySet a JSON Web Key Set
     * @throws IllegalArgumentException if it is none, or has secrets in it
     */
    public static Tokens ofKeys(TokenRules rules, String keySet, LongSupplier nanos) {
        return new Tokens(rules, LocalKeySet.of(keySet), nanos);
    }

    /** Begins to fetch the keys, so that the first token need not wait. */
    public void warm(Instant now) {
        keys.known(now);
    }

    /** Whose token that is, if it was verified before; null if not. */
    @Nullable Identity recall(String token, Instant now) {
        return recall(ByteBuffer.wrap(ApiKey.sha256(token)), now);
    }

    private @Nullable Identity recall(ByteBuffer hash, Instant now) {
        Verified before = verified.get(hash);
        return before != null && before.holds(now) ? before.identity() : null;
    }

    CompletionStage<Identification> identify(String token, Instant now) {
        ByteBuffer hash = ByteBuffer.wrap(ApiKey.sha256(token));
        Identity before = recall(hash, now);
        if (before != null) {
            return CompletableFuture.completedStage(new Identification.Known(before));
        }
        Optional<SignedJWT> found = parse(token);
        if (found.isEmpty()) {
            return refused(MALFORMED_CREDENTIAL, "the credential is neither a key nor a signed token");
        }
        SignedJWT parsed = found.get();
        if (!isAllowed(parsed.getHeader())) {
            return refused(
                    MALFORMED_CREDENTIAL,
                    "the token must be signed with one of "
                            + String.join(
                                    " ",
                                    rules.algorithms().stream()
                                            .map(Enum::name)
                                            .sorted()
                                            .toList()));
        }
        return keys.known(now)
                .thenCompose(set -> withKeys(parsed, set, now))
                .thenApply(keySet -> judge(parsed, keySet, now, hash));
    }

    /** Nothing if it is none. Whoever likes can send one, so whatever the library trips over is no fault of this node. */
    private static Optional<SignedJWT> parse(String token) {
        try {
            return Optional.of(SignedJWT.parse(token));
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private boolean isAllowed(JWSHeader header) {
        JOSEObjectType type = header.getType();
        boolean typed = type == null
                || type.equals(JOSEObjectType.JWT)
                || type.getType().equalsIgnoreCase("at+jwt");
        return typed && rules.algorithms().stream().anyMatch(algorithm -> algorithm.is(header.getAlgorithm()));
    }

    /** The keys that it may be signed with; those of the issuer are asked for again if there are none. */
    private CompletionStage<List<JWK>> withKeys(SignedJWT token, JWKSet set, Instant now) {
        List<JWK> candidates = Signatures.candidates(token.getHeader(), set);
        if (!candidates.isEmpty()) {
            return CompletableFuture.completedStage(candidates);
        }
        return keys.newer(now)
                .thenApply(newer -> Signatures.candidates(token.getHeader(), newer))
                .exceptionally(failure -> List.of());
    }

    private Identification judge(SignedJWT token, List<JWK> candidates, Instant now, ByteBuffer hash) {
        if (!Signatures.isSignedBy(token, candidates)) {
            return Identification.refused(WRONG_SIGNATURE, "the token is not signed by its issuer");
        }
        TokenClaims claims;
        try {
            claims = new TokenClaims(
                    rules, token.getJWTClaimsSet(), token.getPayload().toJSONObject());
        } catch (ParseException e) {
            return Identification.refused(MALFORMED_CREDENTIAL, "the claims of the token are not JSON");
        }
        Optional<Identification.Refused> refusal = claims.refusal(now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Identification identified = claims.identity();
        return identified instanceof Identification.Known known ? remembered(known.identity(), now, hash) : identified;
    }

    private Identification remembered(Identity identity, Instant now, ByteBuffer hash) {
        Integer perSecond = rules.perSecond();
        Identity limited = perSecond == null
                ? identity
                : identity.limitedBy(
                        rates.getOrMake(identity.id(), id -> new TokenBucket(perSecond, nanos.getAsLong())));
        Instant latest = now.plus(REMEMBERED);
        Instant ends = identity.expiresAt();
        verified.put(hash, new Verified(limited, now, ends != null && ends.isBefore(latest) ? ends : latest));
        return new Identification.Known(limited);
    }

    private static CompletionStage<Identification> refused(Identification.Why why, String detail) {
        return CompletableFuture.completedStage(Identification.refused(why, detail));
    }
}
