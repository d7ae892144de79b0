/** Tests of what rules may say. */
@NullMarked
package io.tact.rules.drools.allowed;

import org.jspecify.annotations.NullMarked;
