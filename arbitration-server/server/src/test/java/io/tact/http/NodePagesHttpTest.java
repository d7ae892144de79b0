package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.identity.Identities;
import io.tact.identity.Strangers;
import io.tact.metrics.TactMetrics;
import io.tact.model.Channel;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodePagesHttpTest {
    private final ServerUnderTest server = new ServerUnderTest().withSubscriber();
    private final Contract contract = Contract.load();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theContractIsServedAsItIs() {
        assertThat(server.get("/openapi.yaml").body())
                .startsWith("openapi: 3.1.0")
                .contains("operationId: decide");
    }

    @Test
    void theContractNamesTheWellKnownChannels() {
        assertThat(contract.document()
                        .at("/components/schemas/Channel/description")
                        .asText()
                        .split("\\W+"))
                .containsAll(Channel.WELL_KNOWN.stream().map(Channel::name).toList());
    }

    @Test
    void theDocsAreOnePageWithNothingFromElsewhere() {
        HttpResponse<String> docs = server.get("/docs");

        assertThat(docs.body()).contains("\"operationId\":\"decide\"").doesNotContain("__CONTRACT__");
        assertThat(docs.body()).doesNotContain("http://", "https://", "src=", "@import");
        assertThat(docs.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
    }

    @Test
    void readinessSaysWhyNot() {
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        server.unhealthy.set(Optional.of("the disk is full"));

        HttpResponse<String> ready = server.get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(json(ready).at("/checks/0/why").asText()).isEqualTo("the disk is full");
    }

    @Test
    void metricsCountWhatHappenedAndNameNobody() {
        server.decide("{'subscriber': {'id': 'S-1'}}");
        server.decide("{'subscriber': {'id': 'S-1'}}");

        String metrics = server.get("/metrics").body();

        assertThat(metrics)
                .contains("tact_decisions_total{outcome=\"SELECTED\"} 1.0")
                .contains("tact_decisions_total{outcome=\"NOTHING\"} 1.0")
                .contains("tact_reasons_total{code=\"CAP\"} 2.0")
                .contains("tact_decision_seconds_bucket")
                .contains("tact_ruleset_info{epoch=\"1\",name=\"test\",version=\"0123456789abcdef\"} 1")
                .contains("tact_http_answers_total{operation=\"decide\",status=\"200\"} 2.0")
                .doesNotContain("S-1", "+336");
    }

    @Test
    void aNodeThatLeavesAnswersAndAsksItsClientsToConnectElsewhere() {
        assertThat(server.get("/v1/subscribers/S-1").headers().firstValue("Connection"))
                .isEmpty();

        server.leaving.set(true);

        HttpResponse<String> last = server.get("/v1/subscribers/S-1");
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(last.headers().firstValue("Connection")).hasValue("close");
    }

    @Test
    void anOperationWithoutAHandlerStopsTheStartAndSoDoesAHandlerWithoutAnOperation() {
        Map<String, Operation> handlers = new HashMap<>();
        contract.operations().forEach(entry -> handlers.put(entry.id(), Pages.live()));
        assertThat(router(handlers)).isNotNull();

        handlers.put("dance", Pages.live());
        assertThatThrownBy(() -> router(handlers)).hasMessageContaining("[dance]");
        handlers.remove("dance");
        handlers.remove("decide");
        assertThatThrownBy(() -> router(handlers)).hasMessageContaining("\"decide\"");
    }

    private ContractRouter router(Map<String, Operation> handlers) {
        TactMetrics metrics = new TactMetrics();
        Gate gate = new Gate(
                new Guard(() -> Identities.NONE, new Strangers(1), server.trail, java.util.Set.of(), text -> text),
                metrics,
                new AmongNodes(text -> text),
                () -> 0);
        Auditing auditing = new Auditing(server.trail, server.addresses);
        return new ContractRouter(
                contract,
                handlers,
                new OperationRoute.Door(gate, auditing, new Answers(metrics, () -> false), Clock.systemUTC()));
    }

    @Test
    void everyFieldOfTheContractIsDescribed() {
        List<String> missing = new ArrayList<>();
        contract.document()
                .at("/components/schemas")
                .properties()
                .forEach(schema -> undescribed(schema.getValue(), schema.getKey(), missing));

        assertThat(missing).isEmpty();
    }

    private void undescribed(JsonNode schema, String where, List<String> missing) {
        schema.path("properties").properties().forEach(property -> {
            JsonNode value = property.getValue();
            JsonNode target = value.has("$ref")
                    ? contract.document().at(value.path("$ref").asText().substring(1))
                    : value;
            String path = where + "." + property.getKey();
            boolean list = target.has("items") || target.has("properties");
            if (!value.has("description") && !target.has("description") && !list) {
                missing.add(path);
            }
            undescribed(value, path, missing);
            undescribed(value.path("items"), path + "[]", missing);
        });
    }

    @Test
    void theExamplesOfTheContractAreValidRequests() {
        int[] examples = {0};
        contract.document()
                .path("paths")
                .forEach(path -> path.forEach(operation -> operation
                        .path("requestBody")
                        .path("content")
                        .properties()
                        .forEach(content -> {
                            if (content.getKey().equals("application/json")) {
                                examples[0]++;
                                server.contract.valid(
                                        content.getValue().path("schema"),
                                        content.getValue().path("example").toString());
                            }
                        })));
        assertThat(examples[0]).isEqualTo(6);
    }
}
