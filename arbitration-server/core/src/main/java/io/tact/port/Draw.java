package io.tact.port;

/**
 * One unit of a budget that a reservation takes, out of a lease.
 *
 * @param lease the lease, which must be open and have a unit left
 * @param reservation the reservation's id
 */
public record Draw(String lease, String reservation) {}
