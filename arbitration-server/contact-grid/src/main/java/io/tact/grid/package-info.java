/**
 * The contact ledger on a Hazelcast grid in front of a store: the grid is speed, the store is truth.
 *
 * <p>Knows {@code core} only, and is the only one to name Hazelcast. Holds nothing but committed records; losing all of it
 * costs time, never correctness. No caller's code runs on a partition thread.
 */
@NullMarked
package io.tact.grid;

import org.jspecify.annotations.NullMarked;
