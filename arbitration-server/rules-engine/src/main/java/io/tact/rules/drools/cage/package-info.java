/**
 * The cage around what was generated of authors' rules: every class is verified member by member before it is loaded, author
 * methods burn fuel, and the class loader knows no class but those on the list. Knows {@code allowed}; trusts nothing that the
 * compiler's JVM says.
 */
@NullMarked
package io.tact.rules.drools.cage;

import org.jspecify.annotations.NullMarked;
