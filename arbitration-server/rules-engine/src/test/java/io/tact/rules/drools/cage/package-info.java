@NullMarked
package io.tact.rules.drools.cage;

import org.jspecify.annotations.NullMarked;
