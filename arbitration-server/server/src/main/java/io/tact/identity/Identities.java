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
        if (authorization.size() > 1) {
            return refused(
                    MALFORMED_CREDENTIAL,
                    "there are " + authorization.size()
                            + " Authorization headers. Maybe something on the way adds one");
        }
        String only = authorization.isEmpty() ? null : authorization.get(0);
        return password && only != null && only.regionMatches(true, 0, PASSWORD, 0, PASSWORD.length())
                ? presented(password(only.substring(PASSWORD.length()).strip()), now)
                : identify(only, now);
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

    private CompletionStage<Identification> identify(@Nullable String authorization, Instant now) {
        if (authorization == null || authorization.isBlank()) {
            return refused(NO_CREDENTIAL, "there is no Authorization header. Maybe send Authorization: Bearer KEY");
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return refused(
                    MALFORMED_CREDENTIAL, "Authorization must begin with Bearer. Maybe Authorization: Bearer KEY");
        }
        return presented(authorization.substring(SCHEME.length()).strip(), now);
    }

    private CompletionStage<Identification> presented(String presented, Instant now) {
        if (presented.startsWith(ApiKey.PREFIX)) {
            return CompletableFuture.completedFuture(keys.identify(presented, now));
        }
        if (tokens == null) {
            return refused(MALFORMED_CREDENTIAL, "no tokens are taken here, and keys begin with " + ApiKey.PREFIX);
        }
        return tokens.identify(presented, now);
    }

    private static CompletionStage<Identification> refused(Identification.Why why, String detail) {
        return CompletableFuture.completedFuture(Identification.refused(why, detail));
    }
}
