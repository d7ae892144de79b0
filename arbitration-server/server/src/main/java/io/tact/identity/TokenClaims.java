package io.tact.identity;

import static io.tact.identity.Identification.Why.EXPIRED;
import static io.tact.identity.Identification.Why.NOT_YET_VALID;
import static io.tact.identity.Identification.Why.WRONG_AUDIENCE;
import static io.tact.identity.Identification.Why.WRONG_CLAIMS;
import static io.tact.identity.Identification.Why.WRONG_ISSUER;
import static io.tact.identity.Identification.refused;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tact.arbitration.Mandate;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the claims of a token say, once its signature was verified. Pure. */
final class TokenClaims {
    /** Set before a token's subject, so that it is never the id of a key. */
    static final String SUBJECT = "token:";

    private static final int MOST_CHARACTERS = 120;

    /** The end of the year 9999. */
    private static final double MOST_SECONDS = 253_402_300_799d;

    private final TokenRules rules;
    private final JWTClaimsSet claims;
    private final Map<String, Object> raw;

    /**
     * Of a token.
     *
     * @param claims the claims, with instants that wrap around where a number is too large
     * @param raw the same as they stand in the token
     */
    TokenClaims(TokenRules rules, JWTClaimsSet claims, Map<String, Object> raw) {
        this.rules = rules;
        this.claims = claims;
        this.raw = raw;
    }

    /** A claim that is not what it should be. */
    private static final class WrongClaim extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongClaim(String message) {
            super(message, null, false, false);
        }
    }

    /** Why such a token is not taken now; nothing if it is. */
    Optional<Identification.Refused> refusal(Instant now) {
        if (!rules.issuer().equals(claims.getIssuer())) {
            return Optional.of(refused(WRONG_ISSUER, "the token is not of issuer " + rules.issuer()));
        }
        if (!claims.getAudience().contains(rules.audience())) {
            return Optional.of(refused(WRONG_AUDIENCE, "the token is not for audience " + rules.audience()));
        }
        if (isNoInstant("exp") || isNoInstant("nbf")) {
            return Optional.of(refused(WRONG_CLAIMS, "exp and nbf of the token must be seconds since 1970"));
        }
        Date ends = claims.getExpirationTime();
        if (ends == null) {
            return Optional.of(refused(WRONG_CLAIMS, "the token does not say when it expires (exp)"));
        }
        if (!now.isBefore(expiresAt())) {
            return Optional.of(refused(EXPIRED, "the token expired at " + ends.toInstant()));
        }
        Date begins = claims.getNotBeforeTime();
        if (begins != null && now.isBefore(begins.toInstant().minus(rules.clockSkew()))) {
            return Optional.of(refused(NOT_YET_VALID, "the token is not valid before " + begins.toInstant()));
        }
        return Optional.empty();
    }

    private boolean isNoInstant(String name) {
        return raw.get(name) instanceof Number seconds
                && !(seconds.doubleValue() >= 0 && seconds.doubleValue() <= MOST_SECONDS);
    }

    /** From when it is worth nothing. */
    Instant expiresAt() {
        return claims.getExpirationTime().toInstant().plus(rules.clockSkew());
    }

    /** Who it is of, without a limit of how often it may ask; or why that cannot be said. */
    Identification identity() {
        try {
            String subject = claims.getSubject();
            if (subject == null
                    || subject.isBlank()
                    || subject.length() > MOST_CHARACTERS
                    || subject.codePoints().anyMatch(TokenClaims::isUnprintable)) {
                return refused(WRONG_CLAIMS, "the token does not say whose it is (sub)");
            }
            Set<Role> roles = EnumSet.noneOf(Role.class);
            texts(rules.claims().roles()).forEach(text -> Role.of(text).ifPresent(roles::add));
            Mandate.Limits limits = limits();
            String why = Identity.whyNoSender(roles, limits);
            return why != null
                    ? refused(WRONG_CLAIMS, why + ", and the token does not say it")
                    : new Identification.Known(
                            new Identity(new Mandate(SUBJECT + subject, limits), roles, expiresAt(), null));
        } catch (WrongClaim e) {
            return refused(WRONG_CLAIMS, String.valueOf(e.getMessage()));
        }
    }

    /** Whether it would tear a line of a log apart, or hide in one. */
    private static boolean isUnprintable(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED;
    }

    private Mandate.Limits limits() {
        Set<String> classes = texts(rules.claims().senderClass());
        if (classes.size() > 1) {
            throw new WrongClaim("the claim " + rules.claims().senderClass() + " must be one sender class");
        }
        SenderClass senderClass = null;
        for (String text : classes) {
            senderClass = constant(SenderClass.class, rules.claims().senderClass(), text);
        }
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        for (String text : texts(rules.claims().purposes())) {
            purposes.add(constant(Purpose.class, rules.claims().purposes(), text));
        }
        return new Mandate.Limits(texts(rules.claims().senders()), senderClass, purposes);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String claim, String text) {
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw new WrongClaim("the claim " + claim + " has a value that is not known");
        }
    }

    /** The texts of a claim. One that is there and empty would limit nothing, so it is wrong. */
    private Set<String> texts(String path) {
        Object value = claim(path);
        if (value == null && !raw.containsKey(path)) {
            return Set.of();
        }
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof String text) {
            List.of(text.strip().split("\\s+")).forEach(texts::add);
        } else if (value instanceof Collection<?> list) {
            list.forEach(item -> texts.add(item instanceof String text ? text : ""));
        }
        if (!path.equals(rules.claims().roles()) && (texts.isEmpty() || texts.contains(""))) {
            throw new WrongClaim("the claim " + path + " must be a text or a list of texts, and not empty");
        }
        return texts;
    }

    private @Nullable Object claim(String path) {
        Object value = claims.getClaims().get(path);
        if (value != null || !path.contains(".")) {
            return value;
        }
        Object at = claims.getClaims();
        for (String name : path.split("\\.")) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }
}
