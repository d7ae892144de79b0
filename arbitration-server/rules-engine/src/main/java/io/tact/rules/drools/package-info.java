/** DRL: compiling it, finding the line of every error, running it; and the DRL that a table is equal to. */
@NullMarked
package io.tact.rules.drools;

import org.jspecify.annotations.NullMarked;
