package io.tact.port;

import java.time.Instant;

/**
 * One decision as it was recorded: the idempotency row and what is needed to explain it later.
 *
 * @param id the decision's id, derived from the client and the idempotency key where there is one
 * @param at the instant it was made for, or for a dry run the one at which it was asked; to the millisecond
 * @param fingerprint a digest of the request; another request under the same id is refused. Empty if no key gave the id: then
 *     it was made for this decision alone, cannot be guessed, and nobody has asked under it before nor will again
 * @param subscriber the subscriber it is about
 * @param answer the answer as it was given
 * @param inputs what it was decided from, packed: see {@code DecisionInputs}; empty if that was dropped
 */
public record DecisionRow(String id, Instant at, byte[] fingerprint, String subscriber, byte[] answer, byte[] inputs) {

    /** Whether a key gave the id, so that the same may be asked again. */
    public boolean isKeyed() {
        return fingerprint.length > 0;
    }

    /** This row with only its answer left. */
    public DecisionRow withoutInputs() {
        return new DecisionRow(id, at, fingerprint, subscriber, answer, new byte[0]);
    }
}
