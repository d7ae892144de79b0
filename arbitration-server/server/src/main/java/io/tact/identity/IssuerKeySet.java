package io.tact.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.tact.port.CouldNotDecideException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that an OpenID Connect issuer tells of: where they are by discovery, and what they are by its key set. Asked again in the
 * background once they are {@link #FRESH} old, and when a token names a key that is not there, but never more often than every
 * {@link #PAUSE}, whatever tokens come. An issuer that cannot be reached is done without until the keys are {@link #USABLE} old.
 */
final class IssuerKeySet implements KeySet {
    static final Duration FRESH = Duration.ofMinutes(15);
    static final Duration PAUSE = Duration.ofSeconds(10);
    static final Duration USABLE = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeySet.class);
    /** How long one answer may take, from the connection to its last byte. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_BYTES = 1_048_576;

    private final String issuer;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private @Nullable Held held;
    private @Nullable Instant askedAt;
    private CompletableFuture<JWKSet> asking =
            CompletableFuture.failedFuture(new CouldNotDecideException("the issuer's keys were not asked for yet"));

    private record Held(JWKSet keys, Instant at) {}

    /**
     * Of an issuer.
     *
     * @param issuer an https URL, or an http one of this machine
     * @param patience how long one answer may take
     */
    IssuerKeySet(String issuer, Duration patience) {
        this.issuer = issuer;
        this.patience = patience;
    }

    /** Whether keys may be asked for there: encrypted, or on this machine. */
    static boolean isSafe(URI url) {
        String host = String.valueOf(url.getHost());
        boolean here = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
        return url.getHost() != null && ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && here));
    }

    @Override
    public synchronized CompletionStage<JWKSet> known(Instant now) {
        Held keys = held;
        if (keys == null || isOlder(keys.at(), USABLE, now)) {
            return ask(now);
        }
        if (isOlder(keys.at(), FRESH, now)) {
            ask(now);
        }
        return CompletableFuture.completedStage(keys.keys());
    }

    @Override
    public synchronized CompletionStage<JWKSet> newer(Instant now) {
        return ask(now);
    }

    /** What is of the future is old: the clock was put back, and nobody knows by how much. */
    private static boolean isOlder(Instant at, Duration age, Instant now) {
        return now.isBefore(at) || Duration.between(at, now).compareTo(age) >= 0;
    }

    /** What was asked for a moment ago is not asked for again. */
    private CompletionStage<JWKSet> ask(Instant now) {
        Instant before = askedAt;
        if (before != null && !isOlder(before, PAUSE, now)) {
            return asking;
        }
        askedAt = now;
        CompletableFuture<JWKSet> fetched = new CompletableFuture<>();
        asking = fetched;
        Thread thread = new Thread(() -> fetch(fetched, now), "issuer-keys");
        thread.setDaemon(true);
        thread.start();
        return fetched;
    }

    private void fetch(CompletableFuture<JWKSet> fetched, Instant now) {
        try {
            JWKSet keys = LocalKeySet.parse(get(place()));
            synchronized (this) {
                held = new Held(keys, now);
            }
            fetched.complete(keys);
        } catch (IOException | ParseException | IllegalArgumentException e) {
            LOG.warn("the keys of issuer {} cannot be read; they are asked for again", issuer, e);
            fetched.completeExceptionally(new CouldNotDecideException(
                    "the keys of issuer " + issuer + " cannot be read: " + e.getMessage()
                            + ". Maybe it is down, or cannot be reached from this node",
                    e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fetched.completeExceptionally(new CouldNotDecideException("interrupted while asking " + issuer, e));
        } catch (RuntimeException e) {
            fetched.completeExceptionally(e);
        }
    }

    private URI place() throws IOException, InterruptedException, ParseException {
        String base = issuer.endsWith("/") ? issuer : issuer + "/";
        var document = JSONObjectUtils.parse(get(URI.create(base + ".well-known/openid-configuration")));
        String says = JSONObjectUtils.getString(document, "issuer");
        if (!issuer.equals(says)) {
            throw new IOException("it calls itself " + says + ". Maybe a slash at the end");
        }
        URI place = URI.create(String.valueOf(JSONObjectUtils.getString(document, "jwks_uri")));
        if (!isSafe(place)) {
            throw new IOException("its keys are at " + place + ", which is not https");
        }
        return place;
    }

    /** What is no answer is no JSON either, or says of itself that it is another issuer's. */
    private String get(URI url) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(
                HttpRequest.newBuilder(url).header("Accept", "application/json").build(),
                head -> new BodyAtMost(MOST_BYTES));
        try {
            return new String(
                    answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).body(), StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            throw new IOException(url + " does not answer whole within " + patience, e);
        } catch (ExecutionException e) {
            throw new IOException(url + ": " + (e.getCause() == null ? e : e.getCause()), e);
        } finally {
            answer.cancel(true);
        }
    }
}
