package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.history.LedgerKey;
import io.tact.port.InMemoryContactStore;
import io.tact.port.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two nodes over one store. */
class ForwardingHttpTest {
    private static final String ASK = "{'subscriber': {'id': 'S-1'}}";
    private static final String ASK_BY_LINE = "{'limit': 1, 'subscriber': {'msisdn': '+33612345678'}}";

    private final InMemoryContactStore.Disk disk = new InMemoryContactStore.Disk();
    private final ServerUnderTest here = new ServerUnderTest(disk).withSubscriber();
    private final ServerUnderTest owner = new ServerUnderTest(disk);

    ForwardingHttpTest() {
        here.owners.set(key -> Optional.of(owner.peer()));
        owner.owners.set(key -> Optional.empty());
    }

    @AfterEach
    void stop() {
        here.close();
        owner.close();
    }

    @Test
    void theOwnerDecidesAndItsAnswerIsGivenAsItIs() {
        HttpResponse<String> first = here.decide(ASK, "Idempotency-Key", "k-1");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(json(first).path("selected")).hasSize(1);
        HttpResponse<String> again = here.decide(ASK, "Idempotency-Key", "k-1");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replay")).hasValue("true");
        assertThat(json(here.decide(ASK_BY_LINE)).path("selected")).isEmpty();

        assertThat(decidedBy(owner)).isEqualTo(3);
        assertThat(decidedBy(here)).isZero();
        assertThat(forwarded("ANSWERED")).isEqualTo(3);
    }

    @Test
    void everythingAboutOneSubscriberGoesThereButImportsAndBatchesDoNot() {
        String reservation =
                json(here.decide(ASK)).at("/selected/0/reservation/id").asText();
        assertThat(here.post("/v1/reservations/" + reservation + "/confirm", "").statusCode())
                .isEqualTo(200);
        assertThat(here.post("/v1/reservations/" + reservation + "/release", "").statusCode())
                .isEqualTo(409);
        assertThat(here.put("/v1/subscribers/S-1", "{'language': 'de'}").statusCode())
                .isEqualTo(200);
        assertThat(json(here.get("/v1/subscribers/S-1")).path("language").asText())
                .isEqualTo("de");
        assertThat(json(here.get("/v1/subscribers/S-1/contacts?limit=1")).path("contacts"))
                .hasSize(1);
        assertThat(here.get("/v1/subscribers/S-1/allowance").statusCode()).isEqualTo(200);
        assertThat(here.put("/v1/subscribers/S-1/suppressions/x", "{'reason': 'asked'}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(here.get("/v1/subscribers/S-1/suppressions").body()).contains("asked");
        assertThat(here.post("/v1/subscribers/S-1/suppressions/x/lift", "{'reason': 'over'}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(forwarded("ANSWERED")).isEqualTo(10);

        here.post(
                "/v1/outcomes",
                "{'outcomes': [{'reservation': '" + reservation
                        + "', 'id': 'o-1', 'outcome': 'DELIVERED', 'at': '2026-11-23T10:00:00Z'}]}");
        here.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false}");
        here.decide("{'subscriber': 7}");
        assertThat(forwarded("ANSWERED")).isEqualTo(10);
    }

    @Test
    void anExportThatIsHandedOnHasTheDryRunsOfBothNodes() {
        here.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false}");
        owner.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false}");
        assertThat(here.dryRuns.size() + owner.dryRuns.size()).isEqualTo(2);

        JsonNode export = json(here.get("/v1/subscribers/S-1/export?reason=asked"));

        assertThat(export.path("decisions")).hasSize(2);
        assertThat(forwarded("ANSWERED")).isEqualTo(1);
        assertThat(here.dryRuns.size() + owner.dryRuns.size()).isZero();
    }

    @Test
    void aSubscriberOfAnAccountIsServedWhereTheAccountIs() {
        here.owners.set(key -> Optional.empty());
        here.put("/v1/subscribers/S-2", "{'account': 'A-1'}");
        here.owners.set(key -> key.equals(LedgerKey.ofAccount("A-1")) ? Optional.empty() : Optional.of(owner.peer()));
        owner.owners.set(key -> key.equals(LedgerKey.ofAccount("A-1")) ? Optional.of(here.peer()) : Optional.empty());

        assertThat(here.decide("{'subscriber': {'id': 'S-2'}}").statusCode()).isEqualTo(200);

        assertThat(decidedBy(here)).isEqualTo(1);
        assertThat(decidedBy(owner)).isZero();
        assertThat(count(owner, "tact_forwarded_total{result=\"ANSWERED\"}")).isEqualTo(1);
    }

    @Test
    void nodesThatTakeEachOtherForTheOwnerComeToAnEnd() {
        owner.owners.set(key -> Optional.of(here.peer()));

        assertThat(here.decide(ASK).statusCode()).isEqualTo(200);

        assertThat(decidedBy(here)).isEqualTo(1);
    }

    @Test
    void aClientCanOnlySwitchHandingOnOff() {
        for (String hops : new String[] {"2", "0", "-1", "1000000000000", "x"}) {
            assertThat(here.decide("{'subscriber': {'id': 'S-1'}}", "Tact-Hops", hops)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(decidedBy(here)).isEqualTo(5);
    }

    @Test
    void whatAnOwnerThatIsDownWasNotSentIsDecidedHere() {
        int nobody = closedPort();
        here.owners.set(key -> Optional.of(new Peer("127.0.0.1", nobody)));

        assertThat(json(here.decide(ASK)).path("selected")).hasSize(1);
        assertThat(here.get("/v1/subscribers/S-1").statusCode()).isEqualTo(200);

        assertThat(decidedBy(here)).isEqualTo(1);
        assertThat(forwarded("NOT_SENT"))
                .as("then it is left alone for a while")
                .isEqualTo(1);
    }

    @Test
    void whateverAnOwnerLostIsDoneHere() throws IOException {
        try (LossyPeer.Silent lost = new LossyPeer.Silent(true);
                LossyPeer.Silent lostAgain = new LossyPeer.Silent(true)) {
            here.owners.set(key -> Optional.of(lost.peer()));
            assertThat(json(here.decide(ASK, "Idempotency-Key", "k-1")).path("selected"))
                    .hasSize(1);
            here.owners.set(key -> Optional.of(lostAgain.peer()));
            assertThat(here.get("/v1/subscribers/S-1").statusCode()).isEqualTo(200);
            assertThat(forwarded("LOST")).isEqualTo(2);
            assertThat(lost.taken.get() + lostAgain.taken.get()).isEqualTo(2);
        }
    }

    @Test
    void whatAnOwnerDecidedIsToldHereIfItsAnswerWasLostEvenWithoutAnIdempotencyKey() throws IOException {
        try (LossyPeer.AnswerLoser loser = new LossyPeer.AnswerLoser(owner.peer())) {
            assertThat(here.get("/v1/subscribers/S-1").statusCode()).isEqualTo(200);
            here.owners.set(key -> Optional.of(loser.peer()));

            HttpResponse<String> answer = here.decide(ASK);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode told = json(answer);

            assertThat(forwarded("LOST")).isEqualTo(1);
            assertThat(decidedBy(owner))
                    .as("it decided and its answer was lost")
                    .isEqualTo(1);
            String reservation = told.at("/selected/0/reservation/id").asText();
            JsonNode contacts =
                    json(owner.get("/v1/subscribers/S-1/contacts?limit=10")).path("contacts");
            assertThat(contacts).as("reserved once").hasSize(1);
            assertThat(contacts.get(0).toString()).contains("\"" + reservation + "\"");
        }
    }

    @Test
    void whatCameBackToThisNodeAndIsStillDecidedHereIsWaitedFor() throws Exception {
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        here.rules.beforeRules.set(() -> {
            deciding.countDown();
            assertThat(goOn.getCount() == 0 || LossyPeer.awaits(goOn)).isTrue();
        });
        try (LossyPeer.Detour detour = new LossyPeer.Detour(here.peer(), deciding)) {
            Iterator<Optional<Peer>> ways = List.of(Optional.of(detour.peer())).iterator();
            here.owners.set(key -> ways.hasNext() ? ways.next() : Optional.empty());
            CompletableFuture<HttpResponse<String>> asked = CompletableFuture.supplyAsync(() -> here.decide(ASK));
            await("the answer to be taken for lost").until(() -> forwarded("LOST") == 1);

            goOn.countDown();

            HttpResponse<String> answer = asked.get(10, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(json(answer).path("selected")).hasSize(1);
            JsonNode contacts =
                    json(here.get("/v1/subscribers/S-1/contacts?limit=10")).path("contacts");
            assertThat(contacts).as("reserved once").hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 503, urn:tact:problem:could-not-decide, may still reserve",
        "k-1, 409, urn:tact:problem:idempotency-key-in-flight, is still being decided"
    })
    void whatIsStillDecidedHereAfterThatCanBeAskedAgainOnlyWithAKey(String key, int status, String type, String why)
            throws Exception {
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        here.rules.beforeRules.set(() -> {
            deciding.countDown();
            assertThat(LossyPeer.awaits(goOn)).isTrue();
        });
        try (LossyPeer.Detour detour = new LossyPeer.Detour(here.peer(), deciding)) {
            Iterator<Optional<Peer>> ways = List.of(Optional.of(detour.peer())).iterator();
            here.owners.set(record -> ways.hasNext() ? ways.next() : Optional.empty());

            HttpResponse<String> answer = key.isEmpty() ? here.decide(ASK) : here.decide(ASK, "Idempotency-Key", key);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(json(answer).path("type").asText()).isEqualTo(type);
            assertThat(json(answer).path("detail").asText()).contains(why).contains("Idempotency-Key");

            goOn.countDown();
            await("what may still be reserved to be so")
                    .until(() -> json(here.get("/v1/subscribers/S-1/contacts?limit=10"))
                                    .path("contacts")
                                    .size()
                            == 1);
        }
    }

    @Test
    void whatIsUnderWayIsAnsweredBeforeTheInterfaceCloses() throws Exception {
        try (LossyPeer.Silent slow = new LossyPeer.Silent(false)) {
            here.owners.set(key -> Optional.of(slow.peer()));
            CompletableFuture<HttpResponse<String>> asked = CompletableFuture.supplyAsync(() -> here.decide(ASK));
            await("the request to be under way").until(() -> slow.taken.get() == 1);

            here.http.close();

            assertThat(asked.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anOwnerThatIsStoppedIsNotWaitedForLong() throws IOException {
        try (LossyPeer.Silent stopped = new LossyPeer.Silent(false)) {
            here.owners.set(key -> Optional.of(stopped.peer()));
            assertThat(json(here.decide(ASK, "Idempotency-Key", "k-1")).path("selected"))
                    .hasSize(1);
            assertThat(here.decide(ASK).statusCode())
                    .as("nor asked again at once")
                    .isEqualTo(200);
            assertThat(stopped.taken).hasValue(1);
        }
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int forwarded(String result) {
        return count(here, "tact_forwarded_total{result=\"" + result + "\"}");
    }

    /** How many requests for a decision a node has ended itself. */
    private static int decidedBy(ServerUnderTest server) {
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("tact_decisions_total{"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static int count(ServerUnderTest server, String metric) {
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(metric))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
