package io.tact.identity;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens are taken, and what their claims are called.
 *
 * @param issuer who must have issued them: their {@code iss}, letter by letter
 * @param audience whom they must be for: one of their {@code aud}
 * @param algorithms how they may be signed; only with public keys
 * @param clockSkew how far clocks may differ, 0 to 5 minutes
 * @param claims what claims are called
 * @param perSecond how often each subject may ask on one node; null for as often as it likes
 */
public record TokenRules(
        String issuer,
        String audience,
        Set<SigningAlgorithm> algorithms,
        Duration clockSkew,
        Claims claims,
        @Nullable Integer perSecond) {
    public TokenRules {
        algorithms = Set.copyOf(algorithms);
    }

    /**
     * The names of claims; a dot leads into an object, as in {@code realm_access.roles}.
     *
     * @param roles a list of names, or one text with blanks between them; names that are no roles are passed over
     * @param senderClass one sender class
     * @param senders as roles, but every one counts
     * @param purposes as senders
     */
    public record Claims(String roles, String senderClass, String senders, String purposes) {}
}
