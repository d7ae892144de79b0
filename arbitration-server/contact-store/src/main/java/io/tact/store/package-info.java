/**
 * The durable truth of one node, {@code RocksDbContactStore}, and what it shares with that of many nodes, which is in
 * {@code postgres}: the group commit and its rules.
 *
 * <p>Knows {@code core} only. One process per folder. One thread writes groups of commits, another syncs one while the next is
 * written, a third answers, so that no sync waits for what callers do with their answers. Reads that would touch the disk run
 * on their own two threads.
 */
@NullMarked
package io.tact.store;

import org.jspecify.annotations.NullMarked;
