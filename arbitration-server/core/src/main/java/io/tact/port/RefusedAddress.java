package io.tact.port;

import java.time.Instant;

/**
 * What is left of a number, an e-mail address or a device that was erased after it had said no. Two with the same
 * {@code hash} and {@code scope} are one, with the instant that was written last.
 *
 * @param hash the salted hash of the address; 1 to 128 characters of ASCII
 * @param scope what it had refused: see {@code StopScope}; 1 to 1,024 characters
 * @param at when it was erased, to the millisecond
 */
public record RefusedAddress(String hash, String scope, Instant at) {}
