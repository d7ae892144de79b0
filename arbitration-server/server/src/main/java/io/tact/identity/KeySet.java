package io.tact.identity;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** The public keys of whoever issues tokens. Stages fail with {@link io.tact.port.CouldNotDecideException}. */
interface KeySet {
    /** The keys as they are known. */
    CompletionStage<JWKSet> known(Instant now);

    /** The keys, asked for again unless that was done a moment ago: somebody has a key that is not among them. */
    CompletionStage<JWKSet> newer(Instant now);
}
