/** Replays of wanted contacts against a ruleset, in virtual time. */
@NullMarked
package io.tact.rules.simulation;

import org.jspecify.annotations.NullMarked;
