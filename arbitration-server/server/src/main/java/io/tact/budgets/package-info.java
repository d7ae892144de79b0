/**
 * This node's part in budgets across subscribers: leases that it holds of the store's rows, what is left of them in memory,
 * their renewal, and the return of all that nobody uses. Safe for any thread; blocks nobody but whoever closes it.
 */
@NullMarked
package io.tact.budgets;

import org.jspecify.annotations.NullMarked;
