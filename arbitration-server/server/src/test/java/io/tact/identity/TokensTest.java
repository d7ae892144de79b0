package io.tact.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tact.arbitration.Mandate;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final TestIssuer ISSUER = new TestIssuer();

    private final Tokens tokens = ISSUER.tokens();

    @Test
    void everyAlgorithmThatIsAllowedIsVerified() {
        Map<String, Object> claims = TestIssuer.claims(NOW, Role.SUPPORT);
        for (String token : List.of(ISSUER.signed(claims), ISSUER.signedByEc(claims), ISSUER.signedByEd(claims))) {
            Identity identity = known(token, NOW);
            assertThat(identity.id()).isEqualTo("token:ann");
            assertThat(identity.roles()).containsExactly(Role.SUPPORT);
            assertThat(why(changed(token), NOW)).isEqualTo(Identification.Why.WRONG_SIGNATURE);
        }
    }

    @Test
    void anAlgorithmThatIsNotAllowedIsRefusedThoughTheKeyIsThere() {
        TokenRules all = TestIssuer.rules(null);
        Tokens onlyEc = Tokens.ofKeys(
                new TokenRules(
                        all.issuer(),
                        all.audience(),
                        Set.of(SigningAlgorithm.ES256),
                        all.clockSkew(),
                        all.claims(),
                        null),
                ISSUER.keySet(),
                System::nanoTime);
        Map<String, Object> claims = TestIssuer.claims(NOW, Role.SUPPORT);
        assertThat(((Identification.Refused) onlyEc.identify(ISSUER.signed(claims), NOW)
                                .toCompletableFuture()
                                .join())
                        .why())
                .isEqualTo(Identification.Why.MALFORMED_CREDENTIAL);
        assertThat(onlyEc.identify(ISSUER.signedByEc(claims), NOW)
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(Identification.Known.class);
    }

    @Test
    void clocksMayDifferByTheSkewAndNoMore() {
        String token = ISSUER.signed(TestIssuer.claims(NOW, Role.SUPPORT));
        assertThat(why(token, NOW.minusSeconds(31))).isEqualTo(Identification.Why.NOT_YET_VALID);
        assertThat(known(token, NOW.minusSeconds(30)).id()).isEqualTo("token:ann");
        assertThat(known(token, NOW.plusSeconds(629)).id()).isEqualTo("token:ann");
        assertThat(why(token, NOW.plusSeconds(630)))
                .as("also where it was remembered")
                .isEqualTo(Identification.Why.EXPIRED);
    }

    @Test
    void rolesMayBeAListOrATextAndDeepInsideAndOthersArePassedOver() {
        Map<String, Object> claims = TestIssuer.claims(NOW);
        claims.put("roles", "offline_access support  sre king");
        assertThat(known(ISSUER.signed(claims), NOW).roles()).containsExactlyInAnyOrder(Role.SUPPORT, Role.SRE);
        claims.put("roles", List.of("uma_authorization"));
        assertThat(known(ISSUER.signed(claims), NOW).roles()).isEmpty();

        TokenRules rules = TestIssuer.rules(null);
        Tokens deep = Tokens.ofKeys(
                new TokenRules(
                        rules.issuer(),
                        rules.audience(),
                        rules.algorithms(),
                        Duration.ZERO,
                        new TokenRules.Claims("realm_access.roles", "c", "s", "p"),
                        null),
                ISSUER.keySet(),
                System::nanoTime);
        claims.remove("roles");
        claims.put("realm_access", Map.of("roles", List.of("auditor")));
        Identification found =
                deep.identify(ISSUER.signed(claims), NOW).toCompletableFuture().join();
        assertThat(((Identification.Known) found).identity().roles()).containsExactly(Role.AUDITOR);
    }

    @Test
    void limitsComeFromClaimsAndWhatIsNotUnderstoodIsRefused() {
        Map<String, Object> claims = TestIssuer.claims(NOW, Role.CHANNEL);
        claims.put("sender_class", "VAS");
        claims.put("senders", List.of("Ringtones Ltd", "Games Ltd"));
        claims.put("purposes", "MARKETING SERVICE");
        assertThat(known(ISSUER.signed(claims), NOW).mandate().limits())
                .isEqualTo(new Mandate.Limits(
                        Set.of("Ringtones Ltd", "Games Ltd"),
                        SenderClass.VAS,
                        Set.of(Purpose.MARKETING, Purpose.SERVICE)));
        for (Object purposes : List.of("", List.of(), List.of("MARKETING", "FUN"), List.of(7), 7, Map.of())) {
            claims.put("purposes", purposes);
            assertThat(why(ISSUER.signed(claims), NOW))
                    .as("purposes " + purposes)
                    .isEqualTo(Identification.Why.WRONG_CLAIMS);
        }
        claims.remove("purposes");
        claims.put("sender_class", "VAS CVM");
        assertThat(why(ISSUER.signed(claims), NOW)).isEqualTo(Identification.Why.WRONG_CLAIMS);
        claims.put("roles", "sender");
        claims.put("sender_class", "VAS");
        assertThat(why(ISSUER.signed(claims), NOW))
                .as("a sender without purposes")
                .isEqualTo(Identification.Why.WRONG_CLAIMS);
    }

    @Test
    void everyTokenOfASubjectDrawsOnOneBucket() {
        Tokens limited = Tokens.ofKeys(TestIssuer.rules(2), ISSUER.keySet(), () -> 0);
        Map<String, Object> claims = TestIssuer.claims(NOW, Role.SUPPORT);
        int taken = 0;
        for (int i = 0; i < 5; i++) {
            claims.put("jti", "t-" + i);
            Identification found = limited.identify(ISSUER.signed(claims), NOW)
                    .toCompletableFuture()
                    .join();
            TokenBucket rate = ((Identification.Known) found).identity().rate();
            taken += rate != null && rate.take(0) == 0 ? 1 : 0;
        }
        assertThat(taken).isEqualTo(2);
    }

    @Test
    void whatIsMuchTooLongOrDeepIsRefusedAndNothingBreaks() {
        for (String token :
                List.of("..", "a.b.c", ".".repeat(5_000), "e30.e30.e30", "x".repeat(8_000), "eyJhbGciOiJSUzI1NiJ9..")) {
            assertThat(why(token, NOW))
                    .isIn(Identification.Why.MALFORMED_CREDENTIAL, Identification.Why.WRONG_SIGNATURE);
        }
        Map<String, Object> claims = TestIssuer.claims(NOW, Role.SUPPORT);
        claims.put("sub", "x".repeat(121));
        assertThat(why(ISSUER.signed(claims), NOW)).isEqualTo(Identification.Why.WRONG_CLAIMS);
        claims.put("sub", "a\nb");
        assertThat(why(ISSUER.signed(claims), NOW)).isEqualTo(Identification.Why.WRONG_CLAIMS);
    }

    @Test
    void anInstantThatNoCalendarHasIsNoInstant() {
        for (String name : List.of("exp", "nbf")) {
            for (Number wrong : List.of(-1, Long.MIN_VALUE, Long.MAX_VALUE, 1e30, 253_402_300_800L)) {
                Map<String, Object> claims = TestIssuer.claims(NOW, Role.SUPPORT);
                claims.put(name, wrong);
                assertThat(why(ISSUER.signed(claims), NOW))
                        .as(name + " " + wrong)
                        .isIn(Identification.Why.WRONG_CLAIMS, Identification.Why.MALFORMED_CREDENTIAL);
            }
        }
        Map<String, Object> claims = TestIssuer.claims(NOW, Role.SUPPORT);
        claims.put("nbf", 0);
        claims.put("exp", NOW.getEpochSecond() + 0.5);
        assertThat(known(ISSUER.signed(claims), NOW).id()).isEqualTo("token:ann");
    }

    @Test
    void aSubjectThatTearsALineApartIsRefused() {
        for (String subject : List.of("a\u0085b", "a\u2028b", "a\u202eb", "a\u0000b")) {
            Map<String, Object> claims = TestIssuer.claims(NOW, Role.SUPPORT);
            claims.put("sub", subject);
            assertThat(why(ISSUER.signed(claims), NOW)).isEqualTo(Identification.Why.WRONG_CLAIMS);
        }
        Map<String, Object> claims = TestIssuer.claims(NOW, Role.SUPPORT);
        claims.put("sub", "Zoë Łukasz 李");
        assertThat(known(ISSUER.signed(claims), NOW).id()).isEqualTo("token:Zoë Łukasz 李");
    }

    @Test
    void aLimitThatIsThereAndNothingDoesNotMeanNoLimit() {
        for (String name : List.of("sender_class", "senders", "purposes")) {
            Map<String, Object> claims = TestIssuer.claims(NOW, Role.CHANNEL);
            claims.put(name, null);
            String token = ISSUER.signedAsWritten(claims);
            assertThat(why(token, NOW)).as(name).isEqualTo(Identification.Why.WRONG_CLAIMS);
        }
    }

    @Test
    void aClockThatIsPutBackMakesNobodyRememberedForLonger() {
        Map<String, Object> claims = TestIssuer.claims(NOW, Role.SUPPORT);
        claims.remove("nbf");
        claims.put("exp", NOW.plusSeconds(100_000).getEpochSecond());
        String token = ISSUER.signed(claims);
        Instant before = NOW.minusSeconds(3_600);
        Taken taken = new Taken(ISSUER);
        taken.identify(token, NOW);
        taken.identify(token, NOW.plusSeconds(1));
        assertThat(taken.asked()).as("remembered").isEqualTo(1);
        taken.identify(token, before);
        assertThat(taken.asked()).as("verified anew").isEqualTo(2);
    }

    /** Tokens that count how often keys are asked for. */
    private static final class Taken {
        private final java.util.concurrent.atomic.AtomicInteger asked = new java.util.concurrent.atomic.AtomicInteger();
        private final Tokens tokens;

        Taken(TestIssuer issuer) {
            LocalKeySet keys = LocalKeySet.of(issuer.keySet());
            KeySet counted = new KeySet() {
                @Override
                public java.util.concurrent.CompletionStage<com.nimbusds.jose.jwk.JWKSet> known(Instant now) {
                    asked.incrementAndGet();
                    return keys.known(now);
                }

                @Override
                public java.util.concurrent.CompletionStage<com.nimbusds.jose.jwk.JWKSet> newer(Instant now) {
                    return keys.newer(now);
                }
            };
            tokens = new Tokens(TestIssuer.rules(null), counted, System::nanoTime);
        }

        void identify(String token, Instant now) {
            assertThat(tokens.identify(token, now).toCompletableFuture().join())
                    .isInstanceOf(Identification.Known.class);
        }

        int asked() {
            return asked.get();
        }
    }

    @Test
    void aKeySetHasPublicKeysOnly() {
        String secret = "{\"keys\": [" + ISSUER.rsa().toJSONString() + "]}";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tokens.ofKeys(TestIssuer.rules(null), secret, System::nanoTime))
                .withMessageContaining("private or secret key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tokens.ofKeys(TestIssuer.rules(null), "{\"keys\": []}", System::nanoTime))
                .withMessageContaining("no keys");
    }

    /** The same token with another last character of its claims. */
    private static String changed(String token) {
        int dot = token.lastIndexOf('.');
        char last = token.charAt(dot - 1);
        return token.substring(0, dot - 2) + (token.charAt(dot - 2) == 'A' ? 'B' : 'A') + last + token.substring(dot);
    }

    private Identity known(String token, Instant now) {
        return ((Identification.Known)
                        tokens.identify(token, now).toCompletableFuture().join())
                .identity();
    }

    private Identification.Why why(String token, Instant now) {
        return ((Identification.Refused)
                        tokens.identify(token, now).toCompletableFuture().join())
                .why();
    }
}
