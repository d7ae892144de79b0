/** Authors' rules as they are written: files, tokens, and the span of each rule. Knows {@code ruleset}; pure values. */
@NullMarked
package io.tact.rules.drools.source;

import org.jspecify.annotations.NullMarked;
