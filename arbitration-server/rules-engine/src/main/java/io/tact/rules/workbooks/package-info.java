/**
 * Workbooks (.xlsx): read as the text that the same cells have in CSV, within bounds of memory and time, and written. Knows
 * no table; what is wrong with a cell becomes a problem at it. Stateless or for one thread, as each class says.
 */
@org.jspecify.annotations.NullMarked
package io.tact.rules.workbooks;
