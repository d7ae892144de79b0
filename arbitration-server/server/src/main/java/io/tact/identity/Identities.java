package io.tact.identity;

import static io.tact.identity.Identification.Why.MALFORMED_CREDENTIAL;
import static io.tact.identity.Identification.Why.NO_CREDENTIAL;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Everybody who may ask, or that nobody is asked who they are. Safe for any thread. */
public final class Identities {
    /** Nobody is asked who they are. */
    public static final Identities NONE = new Identities(new ApiKeys(List.of()), null, false);

    private static final String SCHEME = "Bearer ";
    private static final String PASSWORD = "Basic ";

    private final ApiKeys keys;
    private final @Nullable Tokens tokens;
    private final boolean asked;

    private Identities(ApiKeys keys, @Nullable Tokens tokens, boolean asked) {
        this.keys = keys;
        this.tokens = tokens;
        this.asked = asked;
    }

    /**
     * @param tokens null if none are taken
     * @throws IllegalArgumentException if two keys have one hash
     */
    public static Identities of(List<ApiKey> keys, @Nullable Tokens tokens) {
        return new Identities(new ApiKeys(keys), tokens, true);
    }

    /** Whether who asks is asked who they are. */
    public boolean areAsked() {
        return asked;
    }

    /**
     * Who asks. The stage is complete at once unless keys of an issuer have to be fetched; it fails with
     * {@link io.tact.port.CouldNotDecideException} if they cannot be.
     *
     * @param authorization the headers of that name. Of several nobody knows which is meant, whoever else reads them on the way
     * @param password whether it may be the password of HTTP Basic too, under any name
     */
    public CompletionStage<Identification> identify(List<String> authorization, boolean password, Instant now) {
        Presented presented = presented(authorization, password);
        String credential = presented.credential();
        if (credential == null) {
            return CompletableFuture.completedFuture(presented.refused());
        }
        if (credential.startsWith(ApiKey.PREFIX)) {
            return CompletableFuture.completedFuture(keys.identify(credential, now));
        }
        if (tokens == null) {
            return refused(MALFORMED_CREDENTIAL, "no tokens are taken here, and keys begin with " + ApiKey.PREFIX);
        }
        return tokens.identify(credential, now);
    }

    /**
     * Whom it takes no work to know: who has a key, or a token that was verified before. Null for everybody else, of whom some
     * may be known too.
     *
     * @param authorization as for {@link #identify}
     * @param password as for {@link #identify}
     */
    public @Nullable Identity recall(List<String> authorization, boolean password, Instant now) {
        String credential = presented(authorization, password).credential();
        if (credential == null) {
            return null;
        }
        if (credential.startsWith(ApiKey.PREFIX)) {
            return keys.identify(credential, now) instanceof Identification.Known known ? known.identity() : null;
        }
        return tokens == null ? null : tokens.recall(credential, now);
    }

    /** What was presented, or why that is nothing: one of them is null. */
    private record Presented(@Nullable String credential, Identification.@Nullable Refused refused) {
        static Presented nothing(Identification.Why why, String detail) {
            return new Presented(null, Identification.refused(why, detail));
        }
    }

    private static Presented presented(List<String> authorization, boolean password) {
        if (authorization.size() > 1) {
            return Presented.nothing(
                    MALFORMED_CREDENTIAL,
                    "there are " + authorization.size()
                            + " Authorization headers. Maybe something on the way adds one");
        }
        String only = authorization.isEmpty() ? "" : authorization.get(0);
        if (only.isBlank()) {
            return Presented.nothing(
                    NO_CREDENTIAL, "there is no Authorization header. Maybe send Authorization: Bearer KEY");
        }
        if (password && only.regionMatches(true, 0, PASSWORD, 0, PASSWORD.length())) {
            return new Presented(password(only.substring(PASSWORD.length()).strip()), null);
        }
        if (!only.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Presented.nothing(
                    MALFORMED_CREDENTIAL, "Authorization must begin with Bearer. Maybe Authorization: Bearer KEY");
        }
        return new Presented(only.substring(SCHEME.length()).strip(), null);
    }

    /** RFC 7617: what stands behind the first colon; empty if there is none. */
    private static String password(String encoded) {
        try {
            String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon < 0 ? "" : both.substring(colon + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static CompletionStage<Identification> refused(Identification.Why why, String detail) {
        return CompletableFuture.completedFuture(Identification.refused(why, detail));
    }
}
