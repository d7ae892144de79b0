/** Policy tables: reading them, checking them cell by cell, and the index that evaluates them outside the rule engine. */
@NullMarked
package io.tact.rules.tables;

import org.jspecify.annotations.NullMarked;
