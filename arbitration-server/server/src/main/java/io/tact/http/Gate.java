package io.tact.http;

import io.tact.audit.AuditTrail;
import io.tact.identity.Identification;
import io.tact.identity.Identities;
import io.tact.identity.Identity;
import io.tact.identity.Strangers;
import io.tact.identity.TokenBucket;
import io.tact.metrics.TactMetrics;
import io.tact.port.CouldNotDecideException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in, or not: asks who asks, whether they may, and whether they ask too often; nobody known is told so only so
 * often. What is refused is counted and comes to the audit in sums. Safe for any thread.
 */
final class Gate {
    private static final String AUTHORIZATION = "Authorization";
    private static final String ROLE = "role";
    private static final String RATE = "rate";
    private static final String RATE_OF_ADDRESS = "rate-of-address";
    private static final String LIMITS = "limits";
    private static final String FOREIGN = "foreign-page";
    private static final String NO_KEYS = "no-keys-of-issuer";
    private static final String CHALLENGE = "Bearer realm=\"tact\"";

    private static final String ASK_PERSON = "Basic realm=\"tact\", charset=\"UTF-8\"";

    private final Supplier<Identities> identities;
    private final Strangers strangers;
    private final AuditTrail trail;
    private final TactMetrics metrics;
    private final AmongNodes nodes;
    private final OwnNames names;
    private final LongSupplier nanos;

    /** What came of it. */
    sealed interface Passage {
        /**
         * Let in.
         *
         * @param identity who asks; null if nobody is asked who they are
         * @param handedOn whether another node has let it in before
         */
        record Open(@Nullable Identity identity, boolean handedOn) implements Passage {}

        /** Not let in. */
        record Shut(Reply reply) implements Passage {}
    }

    private static final Passage ANYBODY = new Passage.Open(null, false);

    /** @param nanos a clock that never goes back */
    Gate(Guard guard, TactMetrics metrics, AmongNodes nodes, LongSupplier nanos) {
        this.identities = guard.identities();
        this.strangers = guard.strangers();
        this.trail = guard.trail();
        this.metrics = metrics;
        this.nodes = nodes;
        this.names = new OwnNames(guard.names());
        this.nanos = nanos;
        List.of(ROLE, RATE, RATE_OF_ADDRESS, LIMITS, FOREIGN, NO_KEYS).forEach(metrics::mayRefuse);
        for (Identification.Why why : Identification.Why.values()) {
            metrics.mayRefuse(why.toString());
        }
    }

    /**
     * Whether a request is let in; known at once unless keys have to be fetched.
     *
     * @param access who may call the operation; null if there is no such operation: then whoever is known is told so
     */
    CompletionStage<Passage> pass(@Nullable Access access, HttpServerRequest request, Instant now) {
        Identities askable = identities.get();
        if (access != null && access.open()) {
            return CompletableFuture.completedFuture(ANYBODY);
        }
        if (!askable.areAsked()) {
            return CompletableFuture.completedFuture(names.areMeantBy(request) ? ANYBODY : ofAnotherPage());
        }
        List<String> authorization = request.headers().getAll(AUTHORIZATION);
        boolean password = access != null && access.password();
        long wait = strangers.waitOf(addressOf(request), nanos.getAsLong());
        if (wait > 0 && !nodes.isFromNode(request)) {
            Identity known = askable.recall(authorization, password, now);
            return CompletableFuture.completedFuture(
                    known == null ? tooManyStrangers(wait) : judge(access, known, request));
        }
        return askable.identify(authorization, password, now)
                .thenApply(found -> found instanceof Identification.Known known
                        ? judge(access, known.identity(), request)
                        : unknown(access, (Identification.Refused) found, request))
                .exceptionally(this::undecided);
    }

    private Passage ofAnotherPage() {
        count(AuditTrail.Who.UNKNOWN, FOREIGN);
        return new Passage.Shut(ProblemMapper.reply(Fault.of(
                Fault.Type.FORBIDDEN,
                "Host or Origin is not of this machine, as if a page of elsewhere asked through a browser; without identities only"
                        + " this machine is answered. Maybe ask 127.0.0.1, or configure identities")));
    }

    /** Counted but not logged one by one: whoever sends tokens could fill the log while an issuer is down. */
    private Passage undecided(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof CouldNotDecideException)) {
            throw new CompletionException(cause);
        }
        count(AuditTrail.Who.UNKNOWN, NO_KEYS);
        return new Passage.Shut(
                ProblemMapper.reply(Fault.of(Fault.Type.COULD_NOT_DECIDE, String.valueOf(cause.getMessage()))));
    }

    private Passage judge(@Nullable Access access, Identity identity, HttpServerRequest request) {
        boolean handedOn = nodes.isFromNode(request);
        if (!handedOn) {
            TokenBucket rate = identity.rate();
            long wait = rate == null ? 0 : rate.take(nanos.getAsLong());
            if (wait > 0) {
                return tooOften(identity, wait);
            }
        }
        if (access != null && !identity.hasOneOf(access.roles())) {
            return forbidden(access, identity);
        }
        return new Passage.Open(identity, handedOn);
    }

    /** Counts a request that was let in and then refused: it asked for what its credential may not say. */
    void outsideOfLimits(Identity identity) {
        count(Auditing.who(identity), LIMITS);
    }

    /** Empty where the other end has none, or is gone already. */
    private static String addressOf(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        String address = remote == null ? null : remote.hostAddress();
        return address == null ? "" : address;
    }

    private Passage unknown(@Nullable Access access, Identification.Refused refused, HttpServerRequest request) {
        long wait = nodes.isFromNode(request) ? 0 : strangers.refused(addressOf(request), nanos.getAsLong());
        if (wait > 0) {
            return tooManyStrangers(wait);
        }
        count(AuditTrail.Who.UNKNOWN, refused.why().toString());
        String told = access != null && access.password() && isOfPerson(request)
                ? ASK_PERSON
                : refused.why() == Identification.Why.NO_CREDENTIAL
                        ? CHALLENGE
                        : CHALLENGE + ", error=\"invalid_token\"";
        return new Passage.Shut(ProblemMapper.reply(Fault.of(Fault.Type.UNAUTHENTICATED, refused.detail()))
                .with("WWW-Authenticate", told));
    }

    /** Whether a browser asks, which then asks its user. Of several challenges browsers read the first, or none. */
    private static boolean isOfPerson(HttpServerRequest request) {
        String accepted = request.getHeader("Accept");
        return accepted != null && accepted.contains("text/html");
    }

    private Passage forbidden(Access access, Identity identity) {
        count(Auditing.who(identity), ROLE);
        String has = identity.roleNames().isEmpty() ? "none" : String.join(", ", identity.roleNames());
        return new Passage.Shut(ProblemMapper.reply(Fault.of(
                Fault.Type.FORBIDDEN,
                "this needs one of the roles " + Identity.names(access.roles()) + "; " + identity.id() + " has " + has
                        + ". Maybe ask with another credential")));
    }

    private Passage tooOften(Identity identity, long waitNanos) {
        count(Auditing.who(identity), RATE);
        return later(identity.id() + " asks more often than it may", waitNanos);
    }

    private Passage tooManyStrangers(long waitNanos) {
        count(AuditTrail.Who.UNKNOWN, RATE_OF_ADDRESS);
        return later(
                "this address asks too often without a credential that is known; until it does so less, only keys and tokens that"
                        + " were taken before are",
                waitNanos);
    }

    private static Passage later(String why, long waitNanos) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(waitNanos + TimeUnit.SECONDS.toNanos(1) - 1));
        return new Passage.Shut(
                ProblemMapper.reply(Fault.of(Fault.Type.RATE_LIMITED, why + ". Maybe ask again in " + seconds + " s"))
                        .with("Retry-After", Long.toString(seconds)));
    }

    private void count(AuditTrail.Who who, String reason) {
        trail.refused(who, reason);
        metrics.refused(reason);
    }
}
