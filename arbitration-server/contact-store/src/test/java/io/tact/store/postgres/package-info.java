/** Tests of the store on PostgreSQL, on a real server: its contract, its opening, many nodes, and every way to lose it. */
@NullMarked
package io.tact.store.postgres;

import org.jspecify.annotations.NullMarked;
