package io.tact.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tact.arbitration.Mandate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static ApiKey key(String text, String id, @Nullable Instant expires) {
        return ApiKey.of(
                new Identity(new Mandate(id, Mandate.Limits.NONE), Set.of(Role.SRE), expires, null),
                ApiKey.hashLine(text));
    }

    @Test
    void aKeyIsKnownByItsHashUntilItExpires() {
        String text = ApiKey.random();
        Identities identities = Identities.of(List.of(key(text, "ops", NOW)), null);
        assertThat(identified(identities, "Bearer " + text, NOW.minusMillis(1)))
                .isInstanceOfSatisfying(
                        Identification.Known.class,
                        known -> assertThat(known.identity().id()).isEqualTo("ops"));
        assertThat(identified(identities, "bearer  " + text + " ", NOW.minusMillis(1)))
                .isInstanceOf(Identification.Known.class);
        assertThat(why(identities, "Bearer " + text, NOW)).isEqualTo(Identification.Why.EXPIRED);
    }

    @Test
    void whatIsNoKeyIsRefusedWithAReasonThatHasNothingOfIt() {
        Identities identities = Identities.of(List.of(key(ApiKey.random(), "ops", null)), null);
        assertThat(why(identities, null, NOW)).isEqualTo(Identification.Why.NO_CREDENTIAL);
        assertThat(why(identities, "  ", NOW)).isEqualTo(Identification.Why.NO_CREDENTIAL);
        assertThat(why(identities, "Basic b3BzOm9wcw==", NOW)).isEqualTo(Identification.Why.MALFORMED_CREDENTIAL);
        assertThat(why(identities, "Bearer ", NOW)).isEqualTo(Identification.Why.MALFORMED_CREDENTIAL);
        assertThat(why(identities, "Bearer a.b.c", NOW)).isEqualTo(Identification.Why.MALFORMED_CREDENTIAL);
        String wrong = ApiKey.random();
        Identification refused = identified(identities, "Bearer " + wrong, NOW);
        assertThat(refused).isInstanceOfSatisfying(Identification.Refused.class, told -> {
            assertThat(told.why()).isEqualTo(Identification.Why.UNKNOWN_KEY);
            assertThat(told.detail()).doesNotContain(wrong);
        });
    }

    @Test
    void ofTwoCredentialsNeitherIsTaken() {
        String text = ApiKey.random();
        Identities identities = Identities.of(List.of(key(text, "ops", null)), null);
        for (List<String> two : List.of(
                List.of("Bearer " + text, "Bearer " + text),
                List.of("Bearer " + text, ""),
                List.of("Basic b3BzOm9wcw==", "Bearer " + text))) {
            assertThat(identities
                            .identify(two, false, NOW)
                            .toCompletableFuture()
                            .join())
                    .isInstanceOfSatisfying(Identification.Refused.class, refused -> assertThat(refused.why())
                            .isEqualTo(Identification.Why.MALFORMED_CREDENTIAL));
        }
    }

    @Test
    void aKeyMayBeAPasswordUnderAnyNameWhereThatIsAllowed() {
        String text = ApiKey.random();
        Identities identities = Identities.of(List.of(key(text, "ops", null)), null);
        for (String both : List.of(":" + text, "ann:" + text, "Zoë:" + text)) {
            String basic = basic(both);
            assertThat(identities
                            .identify(List.of(basic), true, NOW)
                            .toCompletableFuture()
                            .join())
                    .as(both)
                    .isInstanceOf(Identification.Known.class);
            assertThat(why(identities, basic, NOW)).isEqualTo(Identification.Why.MALFORMED_CREDENTIAL);
        }
        for (String wrong : List.of(
                basic(""),
                basic(":"),
                basic("ann:" + ApiKey.random()),
                basic(text + ":"),
                basic(text),
                "Basic !",
                "Basic ",
                "Basic")) {
            assertThat(identities
                            .identify(List.of(wrong), true, NOW)
                            .toCompletableFuture()
                            .join())
                    .as(wrong)
                    .isInstanceOf(Identification.Refused.class);
        }
    }

    private static String basic(String both) {
        return "Basic "
                + java.util.Base64.getEncoder().encodeToString(both.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void twoKeysOfOneHashAreRefused() {
        String text = ApiKey.random();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identities.of(List.of(key(text, "a", null), key(text, "b", null)), null))
                .withMessageContaining("keys a and b have the same hash");
    }

    @Test
    void hashesThatBeginAlikeAreToldApart() {
        String text = ApiKey.random();
        String hash = ApiKey.hashLine(text);
        String alike = hash.substring(0, hash.length() - 1) + (hash.endsWith("0") ? "1" : "0");
        Identity other = new Identity(new Mandate("other", Mandate.Limits.NONE), Set.of(Role.SRE), null, null);
        Identities identities = Identities.of(
                List.of(
                        ApiKey.of(other, alike),
                        key(text, "right", null),
                        ApiKey.of(
                                other,
                                hash.replace(
                                        "sha256:" + hash.charAt(7), "sha256:" + (hash.charAt(7) == '0' ? '1' : '0')))),
                null);
        assertThat(identified(identities, "Bearer " + text, NOW))
                .isInstanceOfSatisfying(
                        Identification.Known.class,
                        known -> assertThat(known.identity().id()).isEqualTo("right"));
        assertThat(why(Identities.of(List.of(ApiKey.of(other, alike)), null), "Bearer " + text, NOW))
                .isEqualTo(Identification.Why.UNKNOWN_KEY);
    }

    @Test
    void keysAreLongAndNeverTheSame() {
        assertThat(ApiKey.random()).hasSize(48).isNotEqualTo(ApiKey.random());
        assertThat(ApiKey.hashLine("tact_x"))
                .as("SHA-256 of the text, as other tools make it")
                .isEqualTo("sha256:" + java.util.HexFormat.of().formatHex(ApiKey.sha256("tact_x")));
        assertThat(ApiKey.isHashLine("sha256:" + "0".repeat(63))).isFalse();
    }

    private static Identification identified(Identities identities, @Nullable String authorization, Instant now) {
        return identities
                .identify(authorization == null ? List.of() : List.of(authorization), false, now)
                .toCompletableFuture()
                .join();
    }

    private static Identification.Why why(Identities identities, @Nullable String authorization, Instant now) {
        return ((Identification.Refused) identified(identities, authorization, now)).why();
    }
}
