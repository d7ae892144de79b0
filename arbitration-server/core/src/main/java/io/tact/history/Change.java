package io.tact.history;

/**
 * What a command did: the next state and what to tell the caller.
 *
 * @param <R> what the caller is told
 * @param next the state after it; the very same object as before if nothing changed
 * @param result what to say
 */
public record Change<R>(ContactHistory next, R result) {}
