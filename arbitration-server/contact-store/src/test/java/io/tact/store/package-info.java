/** Tests of the embedded store: its contract, its opening, and what a killed process leaves behind. */
@NullMarked
package io.tact.store;

import org.jspecify.annotations.NullMarked;
