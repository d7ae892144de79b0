/** Tests of the ledger on a real member of the grid. */
@NullMarked
package io.tact.grid;

import org.jspecify.annotations.NullMarked;
