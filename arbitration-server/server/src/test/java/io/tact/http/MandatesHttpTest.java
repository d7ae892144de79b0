package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.arbitration.Mandate;
import io.tact.identity.ApiKey;
import io.tact.identity.Identities;
import io.tact.identity.Identity;
import io.tact.identity.Role;
import io.tact.identity.TokenBucket;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.port.InMemoryContactStore;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As whom somebody speaks, why they may write and how often they may ask comes from their credential. */
class MandatesHttpTest {
    private static final String ASK = "{'subscriber': {'id': 'S-1'}, 'explain': 'FULL'}";

    private final List<ApiKey> keys = new ArrayList<>();
    private final String desk = key("desk", Mandate.Limits.NONE, null, Role.SUPPORT, Role.CHANNEL, Role.AUDITOR);
    private final String marketing = key("marketing", limits(Set.of(), SenderClass.CVM, Purpose.MARKETING), null);
    private final String other = key("other", limits(Set.of(), SenderClass.CVM, Purpose.MARKETING), null);
    private final String northline =
            key("northline", limits(Set.of("Northline"), SenderClass.CVM, Purpose.MARKETING), null);
    private final String southline =
            key("southline", limits(Set.of("Southline"), SenderClass.CVM, Purpose.MARKETING), null);
    private final String ringtones = key("ringtones", limits(Set.of(), SenderClass.VAS, Purpose.MARKETING), null);
    private final String service = key("service", limits(Set.of(), SenderClass.CVM, Purpose.SERVICE), null);
    private final String publisher = key("publisher", Mandate.Limits.NONE, null, Role.PUBLISHER);
    private final String mover =
            key("mover", new Mandate.Limits(Set.of(), SenderClass.VAS, Set.of()), null, Role.SRE, Role.CHANNEL);
    private final String rare = key("rare", Mandate.Limits.NONE, 1, Role.CHANNEL);
    private final ServerUnderTest server =
            new ServerUnderTest(new InMemoryContactStore.Disk(), Identities.of(keys, null), null);

    private String key(String id, Mandate.Limits limits, @Nullable Integer perSecond, Role... roles) {
        String key = ApiKey.random();
        Set<Role> all = roles.length == 0 ? Set.of(Role.SENDER) : Set.of(roles);
        TokenBucket rate = perSecond == null ? null : new TokenBucket(perSecond, System.nanoTime());
        keys.add(ApiKey.of(new Identity(new Mandate(id, limits), all, null, rate), ApiKey.hashLine(key)));
        return key;
    }

    private static Mandate.Limits limits(Set<String> senders, SenderClass senderClass, Purpose purpose) {
        return new Mandate.Limits(senders, senderClass, Set.of(purpose));
    }

    MandatesHttpTest() {
        server.as(desk).withSubscriber();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void messagesOutsideOfTheCredentialAreNoCandidates() {
        for (String stranger : List.of(ringtones, service, southline)) {
            JsonNode decision = json(server.as(stranger).decide(ASK));
            assertThat(decision.path("selected")).isEmpty();
            assertThat(decision.path("counts")).as("nothing competed").isEmpty();
        }
        JsonNode decision = json(server.as(northline).decide(ASK));
        assertThat(decision.path("selected")).hasSize(1);
    }

    @Test
    void aCampaignOfWhichNothingMayBeSaidIsRefusedByName() {
        String named = "{'subscriber': {'id': 'S-1'}, 'campaigns': ['TOPUP-10']}";
        HttpResponse<String> refused = server.as(ringtones).decide(named);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).path("detail").asText())
                .contains("TOPUP-10", "ringtones", "sender class VAS", "MARKETING");
        assertThat(server.as(marketing).decide(named).statusCode()).isEqualTo(200);
    }

    @Test
    void noBodyWidensWhatACredentialMaySay() {
        HttpResponse<String> answer = server.as(ringtones)
                .decide("{'subscriber': {'id': 'S-1'}, 'senderClass': 'CVM', 'purpose': 'MARKETING'}");
        assertThat(answer.statusCode()).as("there are no such fields").isEqualTo(400);

        String elsewhere = "{'outcomes': [{'id': 'o', 'outcome': 'SENT', 'at': '2026-11-23T10:00:00Z', 'contact':"
                + " {'id': 'C-1', 'subscriber': 'S-1', 'channel': 'SMS', 'purpose': '%s', %s"
                + " 'at': '2026-11-23T10:00:00Z'}}]}";
        HttpResponse<String> foreign = server.as(ringtones)
                .post("/v1/outcomes", elsewhere.formatted("MARKETING", "'senderClass': 'GOVERNMENT',"));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(json(foreign).at("/errors/0/pointer").asText()).isEqualTo("/outcomes/0/contact");
        assertThat(server.post("/v1/outcomes", elsewhere.formatted("SERVICE", ""))
                        .statusCode())
                .isEqualTo(403);
        assertThat(contacts()).isEmpty();

        assertThat(server.as(ringtones)
                        .post("/v1/outcomes", elsewhere.formatted("MARKETING", ""))
                        .statusCode())
                .as("of its own class where nothing else is said")
                .isEqualTo(200);
        assertThat(contacts()).hasSize(1);
    }

    @Test
    void nobodySpeaksInTheNameOfAnothersCampaignOfferOrSender() {
        for (String named : List.of(
                "'campaign': 'TOPUP-10'",
                "'sender': 'Northline'",
                "'treatment': '" + ofOthers().id() + "'",
                "'offer': '" + ofOthers().offer() + "'")) {
            String contact =
                    "{'id': 'C-1', 'subscriber': 'S-1', 'channel': 'SMS', 'purpose': 'MARKETING', 'senderClass': 'VAS', "
                            + named + ", 'at': '2026-11-23T10:00:00Z'}";
            HttpResponse<String> refused = server.as(ringtones)
                    .post(
                            "/v1/outcomes",
                            "{'outcomes': [{'id': 'o', 'outcome': 'SENT', 'at': '2026-11-23T10:00:00Z', 'contact': "
                                    + contact + "}]}");
            assertThat(refused.statusCode()).as(named).isEqualTo(403);
            assertThat(json(refused).at("/errors/0/detail").asText()).contains("which is another's");

            JsonNode imported = json(imported(mover, contact));
            assertThat(imported.path("rejected").asInt()).as(named).isEqualTo(1);
            assertThat(imported.at("/errors/0/detail").asText()).contains("another's", "mover", "sender class VAS");
        }
        assertThat(contacts()).isEmpty();
    }

    private io.tact.model.Treatment ofOthers() {
        return java.util.Objects.requireNonNull(server.active.get())
                .ruleset()
                .catalogue()
                .get(0);
    }

    private HttpResponse<String> imported(String by, String line) {
        return server.as(by)
                .send(
                        "POST",
                        "/v1/contacts/import",
                        java.net.http.HttpRequest.BodyPublishers.ofString(line.replace('\'', '"') + "\n"),
                        "Content-Type",
                        NdjsonLines.CONTENT_TYPE);
    }

    @Test
    void anImportIsOfTheCredentialsOwnClassAndTouchesNoOthersContacts() {
        String own =
                "{'id': 'C-1', 'subscriber': 'S-1', 'channel': 'SMS', 'purpose': 'MARKETING', 'at': '2026-11-20T10:00:00Z'}";
        assertThat(json(imported(mover, own.replace("'purpose'", "'senderClass': 'CVM', 'purpose'")))
                        .path("rejected")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(imported(mover, own)).path("accepted").asInt()).isEqualTo(1);

        String reserved = json(server.as(marketing).decide(ASK))
                .at("/selected/0/reservation/id")
                .asText();
        JsonNode taken =
                json(imported(mover, own.replace("C-1", reserved).replace("'at'", "'outcome': 'FAILED', 'at'")));
        assertThat(taken.at("/errors/0/pointer").asText()).isEqualTo("/id");
        assertThat(contacts())
                .filteredOn(contact -> contact.path("reservation").asText().equals(reserved))
                .singleElement()
                .satisfies(contact -> assertThat(contact.path("state").asText()).isEqualTo("RESERVED"));
    }

    @Test
    void reservationsThatExpiredAreToldToWhoMaySpeakOfThem() {
        server.as(marketing).decide(ASK);
        server.clock.set(ServerUnderTest.NOW.plus(java.time.Duration.ofDays(2)));
        server.upkeep();
        JsonNode all = json(server.as(desk).get("/v1/reservations/expired"));
        assertThat(all.path("expired")).hasSize(1);
        JsonNode none = json(server.as(mover).get("/v1/reservations/expired"));
        assertThat(none.path("expired")).isEmpty();
        assertThat(none.path("next")).as("and goes on behind them").isEqualTo(all.path("next"));
    }

    @Test
    void suspensionsAreToldToWhoMayBeStoppedByThem() {
        server.as(publisher).put("/v1/suspensions/a", "{'campaign': 'TOPUP-10', 'reason': 'price'}");
        server.put("/v1/suspensions/b", "{'channel': 'SMS', 'reason': 'outage'}");
        server.put("/v1/suspensions/c", "{'sender': 'Northline', 'reason': 'dispute'}");
        assertThat(suspensions(desk)).containsExactly("a", "b", "c");
        assertThat(suspensions(mover)).containsExactly("b");
    }

    private List<String> suspensions(String by) {
        return json(server.as(by).get("/v1/suspensions")).path("suspensions").findValuesAsText("id");
    }

    @Test
    void whoAsksForWhatTheirCredentialMayNotSayIsInTheAudit() {
        server.as(ringtones).decide("{'subscriber': {'id': 'S-1'}, 'campaigns': ['TOPUP-10']}");
        server.decide("{'subscriber': {'id': 'S-1'}, 'campaigns': ['TOPUP-10']}");
        assertThat(server.trail
                        .writeRefused(ServerUnderTest.NOW)
                        .toCompletableFuture()
                        .join())
                .isEqualTo(1);
        List<JsonNode> entries = new ArrayList<>();
        json(server.as(desk).get("/v1/audit?limit=1000")).path("entries").forEach(entries::add);
        JsonNode last = entries.get(entries.size() - 1);
        assertThat(last.path("action").asText()).isEqualTo("REFUSED");
        assertThat(last.path("by").asText()).isEqualTo("ringtones");
        assertThat(last.path("reason").asText()).isEqualTo("limits");
        assertThat(last.at("/counts/requests").asInt()).isEqualTo(2);
    }

    @Test
    void whatOthersReservedIsNotKnownToASender() {
        JsonNode decision = json(server.as(marketing).decide(ASK));
        String reservation = decision.at("/selected/0/reservation/id").asText();
        String read = "/v1/decisions/" + decision.path("decisionId").asText();
        String outcome = "{'outcomes': [{'id': 'o', 'reservation': '" + reservation
                + "', 'outcome': 'FAILED', 'at': '2026-11-23T10:00:00Z'}]}";

        server.as(ringtones);
        assertThat(server.post("/v1/reservations/" + reservation + "/release", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.post("/v1/reservations/" + reservation + "/confirm", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(json(server.post("/v1/outcomes", outcome))
                        .at("/results/0/result")
                        .asText())
                .isEqualTo("NOT_FOUND");
        assertThat(server.get(read).statusCode()).isEqualTo(404);
        assertThat(server.as(other).get(read).statusCode())
                .as("asked by somebody else")
                .isEqualTo(404);
        assertThat(contacts().get(0).path("state").asText()).isEqualTo("RESERVED");

        assertThat(server.as(marketing).get(read).statusCode()).isEqualTo(200);
        assertThat(server.post("/v1/reservations/" + reservation + "/confirm", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDecisionIsExplainedAsItWasAskedAndSaysByWhom() {
        String id = json(server.as(ringtones).decide(ASK)).path("decisionId").asText();
        JsonNode explained = json(server.as(desk).get("/v1/decisions/" + id));
        assertThat(explained.path("explanation").asText()).isEqualTo("FULL");
        assertThat(explained.path("by").asText()).isEqualTo("ringtones");
        assertThat(explained.path("others"))
                .as("what did not compete is not explained")
                .isEmpty();

        String dry = json(server.as(ringtones).decide("{'subscriber': {'id': 'S-1'}, 'reserve': false}"))
                .path("decisionId")
                .asText();
        assertThat(json(server.as(desk).get("/v1/decisions/" + dry)).path("by").asText())
                .isEqualTo("ringtones");
        assertThat(server.as(other).get("/v1/decisions/" + dry).statusCode()).isEqualTo(404);
    }

    @Test
    void theSameIdempotencyKeyOfTwoCredentialsIsTwoRequests() {
        JsonNode one = json(server.as(marketing).decide(ASK, "Idempotency-Key", "k-1"));
        HttpResponse<String> two = server.as(other).decide(ASK, "Idempotency-Key", "k-1");
        assertThat(two.headers().firstValue("Idempotent-Replay")).isEmpty();
        assertThat(json(two).path("decisionId")).isNotEqualTo(one.path("decisionId"));
        assertThat(server.as(marketing)
                        .decide(ASK, "Idempotency-Key", "k-1")
                        .headers()
                        .firstValue("Idempotent-Replay"))
                .hasValue("true");
    }

    @Test
    void whoAsksTooOftenIsToldToWait() {
        server.as(rare);
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(server.get("/v1/suspensions"));
        }
        assertThat(answers.get(0).statusCode()).isEqualTo(200);
        List<HttpResponse<String>> refused =
                answers.stream().filter(answer -> answer.statusCode() == 429).toList();
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(json(answer).path("type").asText()).isEqualTo("urn:tact:problem:rate-limited");
        });
        assertThat(server.as(desk).get("/v1/suspensions").statusCode())
                .as("others may")
                .isEqualTo(200);
    }

    private List<JsonNode> contacts() {
        List<JsonNode> all = new ArrayList<>();
        json(server.as(desk).get("/v1/subscribers/S-1/contacts"))
                .path("contacts")
                .forEach(all::add);
        return all;
    }
}
