/**
 * The durable truth of one node: {@code RocksDbContactStore} behind the port {@code ContactStore}, and the group commit it
 * is built on.
 *
 * <p>Knows {@code core} only. One process per folder. One thread writes; it answers through another, so that the next
 * group's sync does not wait for what callers do with their answers. Reads that would touch the disk run on their own two
 * threads.
 */
@NullMarked
package io.tact.store;

import org.jspecify.annotations.NullMarked;
