/**
 * What authors' rules may use, member by member. The grammar takes the names from it, the verification of byte code the exact
 * members, the class loader the classes: one list, so that the layers cannot disagree. Immutable.
 */
@NullMarked
package io.tact.rules.drools.allowed;

import org.jspecify.annotations.NullMarked;
