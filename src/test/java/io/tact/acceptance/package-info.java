/** The system from outside: its architecture, its documentation, and real processes under load and violence. */
@NullMarked
package io.tact.acceptance;

import org.jspecify.annotations.NullMarked;
