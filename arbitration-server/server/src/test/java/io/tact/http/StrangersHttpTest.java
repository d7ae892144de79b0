package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.arbitration.Mandate;
import io.tact.identity.ApiKey;
import io.tact.identity.Identities;
import io.tact.identity.Identity;
import io.tact.identity.Role;
import io.tact.identity.TestIssuer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody at this address, whom nobody knows, asks all the time; the node looks at one such request a second. */
class StrangersHttpTest {
    private static final TestIssuer ISSUER = new TestIssuer();
    private static final int TRIES = 20;

    private final String key = ApiKey.random();
    private final ServerUnderTest server = ServerUnderTest.amongStrangers(
            Identities.of(
                    List.of(ApiKey.of(
                            new Identity(
                                    new Mandate("ops", Mandate.Limits.NONE), EnumSet.allOf(Role.class), null, null),
                            ApiKey.hashLine(key))),
                    ISSUER.tokens()),
            1);

    @AfterEach
    void stop() {
        server.close();
    }

    private static String token(String subject) {
        Map<String, Object> claims = TestIssuer.claims(ServerUnderTest.NOW, Role.SRE);
        claims.put("sub", subject);
        return ISSUER.signed(claims);
    }

    private HttpResponse<String> asStranger(String path) {
        return server.as(null).get(path);
    }

    @Test
    void areToldToWaitWhateverTheyTry() {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            answers.add(asStranger(i % 2 == 0 ? "/v1/suspensions" : "/v1/nothing"));
            answers.add(server.as(ApiKey.random()).get("/v1/suspensions"));
            answers.add(server.as("no.to.ken").get("/v1/suspensions"));
        }
        assertThat(answers.get(0).statusCode()).isEqualTo(401);
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(401, 429);
        List<HttpResponse<String>> later =
                answers.stream().filter(answer -> answer.statusCode() == 429).toList();
        assertThat(later).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(json(answer).path("type").asText()).isEqualTo("urn:tact:problem:rate-limited");
        });
        assertThat(asStranger("/health/live").statusCode()).isEqualTo(200);
        assertThat(server.as(key).get("/metrics").body())
                .contains("tact_refused_total{reason=\"rate-of-address\"} " + (double) later.size());
    }

    @Test
    void keepNobodyOutWhoHasAKeyOrATokenInUse() {
        String inUse = token("ann");
        assertThat(server.as(inUse).get("/v1/suspensions").statusCode()).isEqualTo(200);
        for (int i = 0; i < TRIES; i++) {
            asStranger("/v1/suspensions");
            assertThat(server.as(key).get("/v1/suspensions").statusCode()).isEqualTo(200);
            assertThat(server.as(inUse).get("/v1/suspensions").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void costNoMoreVerificationsThanTheirRateWhileTheyFlood() {
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            asStranger("/v1/suspensions");
            answers.add(server.as(token("new-" + i)).get("/v1/suspensions").statusCode());
        }
        assertThat(answers).as("a token that was never seen").contains(429);
        assertThat(Set.copyOf(answers)).isSubsetOf(200, 429);
    }
}
