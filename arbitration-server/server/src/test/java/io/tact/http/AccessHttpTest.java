package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tact.identity.Identity;
import io.tact.identity.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every operation of the contract, asked by every role, by nobody, and with every credential that must not be believed. */
class AccessHttpTest {
    private final EveryOperation all = new EveryOperation();

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void onlyHealthAnswersWithoutACredential() {
        assertThat(all.contract.operations().stream()
                        .filter(entry -> entry.access().open()))
                .extracting(Contract.Entry::path)
                .containsExactly("/health/live", "/health/ready");
        all.server.as(null);
        for (Contract.Entry entry : all.contract.operations()) {
            HttpResponse<String> answer = all.send(entry);
            assertThat(answer.statusCode())
                    .as(entry.id())
                    .isEqualTo(entry.access().open() ? 200 : 401);
        }
        for (String path : List.of("/", "/v1/nothing", "/v1/decisions/x/y", "/openapi.yaml/..", "//v1/lists")) {
            assertThat(all.server.get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(all.server.delete("/v1/decisions").statusCode())
                .as("a method of no operation")
                .isEqualTo(401);
        assertThat(all.server.as(all.everything).delete("/v1/decisions").statusCode())
                .isEqualTo(405);
    }

    @Test
    void everyOperationIsForTheRolesOfTheContractAndForNoOther() {
        String before = all.state();
        for (Contract.Entry entry : all.guarded()) {
            for (Role role : Role.values()) {
                if (!entry.access().roles().contains(role)) {
                    for (String credential : List.of(all.key(role), EveryOperation.token(role))) {
                        HttpResponse<String> answer = all.as(credential, entry);
                        assertThat(answer.statusCode())
                                .as(entry.id() + " as " + role)
                                .isEqualTo(403);
                        assertThat(json(answer).path("detail").asText())
                                .contains(Identity.names(entry.access().roles()));
                    }
                }
            }
        }
        assertThat(all.state()).as("nothing changed").isEqualTo(before);
        for (Contract.Entry entry : all.guarded()) {
            for (Role role : entry.access().roles()) {
                for (String credential : List.of(all.key(role), EveryOperation.token(role))) {
                    assertThat(all.as(credential, entry).statusCode())
                            .as(entry.id() + " as " + role)
                            .isNotIn(401, 403, 429, 500, 503);
                }
            }
        }
        assertThat(all.state()).as("and now much did").isNotEqualTo(before);
    }

    @Test
    void credentialsThatMustNotBeBelievedAreRefusedEverywhereAndChangeNothing() {
        String before = all.state();
        Map<String, String> bad = all.untrustworthy();
        for (Contract.Entry entry : all.guarded()) {
            bad.forEach((what, credential) -> {
                HttpResponse<String> answer = all.as(credential, entry);
                assertThat(answer.statusCode()).as(entry.id() + " with " + what).isEqualTo(401);
                assertThat(json(answer).path("type").asText()).isEqualTo("urn:tact:problem:unauthenticated");
                assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                        .startsWith("Bearer realm=\"tact\"");
            });
        }
        assertThat(all.state()).as("nothing changed").isEqualTo(before);
    }

    @Test
    void anOperationThatDoesNotSayWhoMayCallItStopsTheStart() {
        for (Contract.Entry entry : all.contract.operations()) {
            ObjectNode operation = all.contract
                    .document()
                    .path("paths")
                    .path(entry.path())
                    .path(entry.method().toLowerCase(java.util.Locale.ROOT))
                    .deepCopy();
            operation.remove(List.of("x-roles", "security"));
            assertThatThrownBy(() -> Contract.access(entry.id(), "get", operation))
                    .hasMessageContaining("operation \"" + entry.id() + "\"")
                    .hasMessageContaining("who may call it");
            operation.putArray("x-roles").add("king");
            assertThatThrownBy(() -> Contract.access(entry.id(), "get", operation))
                    .hasMessageContaining("king is no role");
            operation.putArray("x-roles").add("sre");
            operation.putArray("security").addObject().putArray("browser");
            assertThatThrownBy(() -> Contract.access(
                            entry.id(), "post", operation.deepCopy().put("x-audit", "ENTRY")))
                    .hasMessageContaining("what browsers send by themselves");
            operation.remove("security");
            operation.remove("x-audit");
            assertThatThrownBy(() -> Contract.access(entry.id(), "post", operation))
                    .hasMessageContaining("how that is audited");
        }
    }
}
