/**
 * Tact's durable path beside what else could keep a contact history: a sliding-window script in Redis, and row locks in
 * PostgreSQL. {@code load-tests/bench ledger} starts the servers and runs it.
 */
@NullMarked
package io.tact.load.ledger;

import org.jspecify.annotations.NullMarked;
