/**
 * Drools' own spreadsheets of rules ({@code *.drl.xls}, {@code *.drl.xlsx}, {@code *.drl.csv}): what Drools would pass over or
 * take for something else is told by cell, the rest is turned into rules by Drools, and their problems go back to the cells.
 */
@NullMarked
package io.tact.rules.spreadsheets;

import org.jspecify.annotations.NullMarked;
