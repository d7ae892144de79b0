/** Scenarios: tests as data beside the rules, and their runner. */
@NullMarked
package io.tact.rules.scenarios;

import org.jspecify.annotations.NullMarked;
