package io.tact.server.config;

import io.tact.identity.SigningAlgorithm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which JSON Web Tokens are taken.
 *
 * @param issuer who issues them
 * @param audience whom they must be for
 * @param keySet the file of the issuer's public keys; null to ask the issuer for them
 * @param algorithms how they may be signed
 * @param clockSkew how far clocks may differ, 0 to 5 minutes
 * @param claims what claims are called
 * @param perSecond how often each subject may ask on one node; null for as often as it likes
 */
public record TokenSettings(
        @Setting(
                        meaning =
                                "Who issues them: their iss, letter by letter. Its keys are found by OpenID Connect discovery, over"
                                        + " https or on this machine, unless keySet is said",
                        example = "https://login.example.org/realms/tact")
                String issuer,
        @Setting(meaning = "Whom they must be for: one of their aud", example = "tact") String audience,
        @Setting(
                        meaning =
                                "The file of the issuer's public keys, a JSON Web Key Set, read again within seconds once it"
                                        + " changes",
                        otherwise = "the issuer is asked",
                        example = "keys.json")
                @Nullable Path keySet,
        @Setting(
                        meaning = "How they may be signed: RS, PS and ES with 256, 384 or 512, EdDSA (Ed25519)",
                        otherwise = "[RS256, ES256, EdDSA]",
                        example = "[RS256]")
                List<SigningAlgorithm> algorithms,
        @Setting(
                        meaning = "How far clocks may differ",
                        fallback = "PT30S",
                        min = "PT0S",
                        max = "PT5M",
                        example = "PT30S")
                Duration clockSkew,
        @Setting(meaning = "What claims are called", otherwise = "all defaults", example = "{roles: groups}")
                ClaimSettings claims,
        @Setting(
                        meaning = "How many requests a second of each subject are served on one node",
                        otherwise = "no limit",
                        min = "1",
                        max = "1000000",
                        example = "50")
                @Nullable Integer perSecond) {
    private static final List<SigningAlgorithm> USUAL =
            List.of(SigningAlgorithm.RS256, SigningAlgorithm.ES256, SigningAlgorithm.EdDSA);

    /**
     * The names of claims.
     *
     * @param roles a list of names, or a text with blanks
     * @param senderClass one sender class
     * @param senders a list of names
     * @param purposes a list of names
     */
    public record ClaimSettings(
            @Setting(
                            meaning =
                                    "The claim with the roles, a list or a text with blanks; a dot leads into an object. Other names"
                                            + " in it are passed over",
                            fallback = "roles",
                            example = "realm_access.roles")
                    String roles,
            @Setting(meaning = "The claim with the sender class", fallback = "sender_class", example = "sender_class")
                    String senderClass,
            @Setting(meaning = "The claim with the senders", fallback = "senders", example = "senders") String senders,
            @Setting(meaning = "The claim with the purposes", fallback = "purposes", example = "purposes")
                    String purposes) {}

    /** @throws IllegalArgumentException if a value is out of range; the message names it */
    public TokenSettings {
        Range.require(TokenSettings.class, "clockSkew", clockSkew);
        if (perSecond != null) {
            Range.require(TokenSettings.class, "perSecond", perSecond);
        }
        if (keySet == null && !isSafe(issuer)) {
            throw new IllegalArgumentException("issuer (" + issuer
                    + ") must be an https URL: its keys are asked for there. Maybe https://" + issuer
                    + ", or keySet: keys.json");
        }
        algorithms = algorithms.isEmpty() ? USUAL : List.copyOf(algorithms);
    }

    private static boolean isSafe(String issuer) {
        try {
            URI url = URI.create(issuer);
            boolean http = "http".equals(url.getScheme());
            return url.getHost() != null
                    && ("https".equals(url.getScheme()) || (http && HttpSettings.isThisMachine(url.getHost())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
