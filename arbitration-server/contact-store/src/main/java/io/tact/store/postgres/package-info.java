/**
 * The durable truth of many nodes: {@code PostgresContactStore} behind the ports {@code ContactStore} and
 * {@code OperatorStore}, on one PostgreSQL database that all nodes share.
 *
 * <p>Knows {@code core} and the group commit of {@code io.tact.store}. JDBC blocks, so it is called on the store's own
 * threads only: one writes groups of commits, a few read, one asks every second whether the database is there.
 */
@NullMarked
package io.tact.store.postgres;

import org.jspecify.annotations.NullMarked;
