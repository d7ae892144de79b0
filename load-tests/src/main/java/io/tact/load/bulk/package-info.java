/**
 * A whole base imported through the API of a node of its own, as {@code ./tact serve} starts it, and what that node then
 * takes of the disk and the heap, and how long it takes to be back. {@code load-tests/bench import} runs it.
 */
@NullMarked
package io.tact.load.bulk;

import org.jspecify.annotations.NullMarked;
