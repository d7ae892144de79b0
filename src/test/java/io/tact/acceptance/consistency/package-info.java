/**
 * Whether the ledger keeps its promises, found out from outside: a workload that writes down every request and answer, faults
 * to strike nodes with, and a checker that proves from the journal and the final state that nothing was overrun, lost,
 * doubled or forgotten. Speaks HTTP and JSON only and shares no code with the product; its own descriptions of caps and budgets are
 * {@code caps-to-prove.csv} and {@code budgets-to-prove.csv}.
 *
 * <p>Clients and faults run on threads of their own; the checker on one, when they have ended.
 */
@NullMarked
package io.tact.acceptance.consistency;

import org.jspecify.annotations.NullMarked;
