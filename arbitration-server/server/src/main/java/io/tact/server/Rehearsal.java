package io.tact.server;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.Arbiter;
import io.tact.arbitration.Mandate;
import io.tact.audit.AuditTrail;
import io.tact.decisionlog.DryRunLog;
import io.tact.history.LedgerKey;
import io.tact.http.Guard;
import io.tact.http.HttpInterface;
import io.tact.http.Lifecycle;
import io.tact.http.Readiness;
import io.tact.http.Services;
import io.tact.identity.ApiKey;
import io.tact.identity.Identities;
import io.tact.identity.Identity;
import io.tact.identity.Role;
import io.tact.identity.Strangers;
import io.tact.metrics.TactMetrics;
import io.tact.port.Formats;
import io.tact.port.Owners;
import io.tact.port.Peer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node of a cluster does before it takes requests: it asks itself for decisions, over its own HTTP interface on a port
 * of the loopback address and handed on from itself to itself, about one invented subscriber in a {@link RehearsalLedger}.
 * For code that runs for the first time is loaded and interpreted, and on a busy machine that takes seconds, which clients and
 * the other nodes would wait for. Nothing of it reaches the grid, the log of decisions or metrics; the store is only read.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int MOST_ROUNDS = 16;
    private static final int AT_ONCE = 4;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Identity ITSELF =
            new Identity(new Mandate("rehearsal", Mandate.Limits.NONE), Set.of(Role.CHANNEL), null, null);

    private final Services real;
    private final Formats formats;
    private final Vertx vertx;
    private volatile Optional<Peer> here = Optional.empty();

    /** Nobody but the rehearsal gets in. */
    private final String key = ApiKey.random();

    private final Identities itself = Identities.of(List.of(ApiKey.of(ITSELF, ApiKey.hashLine(key))), null);

    private final RehearsalLedger ledger = new RehearsalLedger();

    private Rehearsal(Services real, Formats formats, Vertx vertx) {
        this.real = real;
        this.formats = formats;
        this.vertx = vertx;
    }

    /**
     * Rehearses, for {@code LONGEST} at most; blocks. Whatever goes wrong there is no reason not to start.
     *
     * @param real what the node is going to serve with
     * @param formats what it reads and writes
     */
    static void hold(Services real, Formats formats, Vertx vertx) {
        long began = System.nanoTime();
        Rehearsal rehearsal = new Rehearsal(real, formats, vertx);
        try {
            rehearsal.run(began + LONGEST.toNanos());
        } catch (TimeoutException e) {
            LOG.debug("there was no time to rehearse more", e);
        } catch (RuntimeException | ExecutionException e) {
            LOG.warn("the rehearsal failed, and first requests may take long: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        LOG.info("rehearsed {} decisions in {} ms", rehearsal.ledger.decisions(), took);
    }

    private void run(long end) throws InterruptedException, ExecutionException, TimeoutException {
        HttpClient client = vertx.createHttpClient();
        try (HttpInterface stage = new HttpInterface(services(), vertx)) {
            int port = await(stage.listen("127.0.0.1", 0, 1), end);
            here = Optional.of(new Peer("127.0.0.1", port));
            for (int round = 0; round < MOST_ROUNDS && System.nanoTime() < end; round++) {
                List<Future<Buffer>> asked = new ArrayList<>();
                for (int n = 0; n < AT_ONCE; n++) {
                    asked.add(decide(client, port, round * AT_ONCE + n));
                }
                await(Future.join(asked).otherwiseEmpty().toCompletionStage(), end);
                await(look(round), end);
            }
        } finally {
            client.close();
        }
    }

    private Future<Buffer> decide(HttpClient client, int port, int number) {
        RequestOptions question = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/v1/decisions")
                .putHeader("Content-Type", "application/json")
                .putHeader("Authorization", "Bearer " + key);
        if (number % 2 == 0) {
            question.putHeader("Idempotency-Key", "rehearsal-" + number);
        }
        Buffer body = Buffer.buffer("{\"subscriber\": {\"id\": \"" + RehearsalLedger.NOBODY + "\"}}");
        // All of it on the client's event loop: what is asked of an answer after it came in would be waited for in
        // vain.
        return client.request(question).compose(request -> request.send(body).compose(HttpClientResponse::body));
    }

    /** Reads what is not there; where the others are not there yet either, that is refused. */
    private CompletionStage<Boolean> look(int round) {
        return real.ledger()
                .read(LedgerKey.ofSubscriber(RehearsalLedger.NOBODY + round))
                .handle((found, refusal) -> refusal == null);
    }

    private static <T> T await(CompletionStage<T> stage, long end)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private Services services() {
        Lifecycle lifecycle = real.lifecycle();
        return new Services(
                ledger,
                new Myself(),
                new Accounts(ledger, real.retention()),
                new Arbiter(
                        ledger,
                        real.active(),
                        real.registers()::current,
                        real.rulesWorkers(),
                        real.retention(),
                        RehearsalLedger.BUDGETS,
                        formats),
                real.active(),
                real.budgets(),
                real.registers(),
                real.rulesWorkers(),
                new Guard(
                        () -> itself,
                        new Strangers(1),
                        new AuditTrail(ledger),
                        Set.of(),
                        real.guard().amongNodes()),
                new Lifecycle(
                        lifecycle.log(),
                        new DryRunLog(lifecycle.log(), 1, formats, () -> {}),
                        lifecycle.feeds(),
                        lifecycle.erasures(),
                        lifecycle.addresses()),
                new TactMetrics(),
                new Readiness(Map.of(), () -> false),
                real.retention(),
                real.clock());
    }

    /** Takes this node for every owner: what is handed on to itself often enough is served. */
    private final class Myself implements Owners {
        @Override
        public boolean areMany() {
            return here.isPresent();
        }

        @Override
        public Optional<Peer> ownerOf(LedgerKey key) {
            return here;
        }
    }
}
