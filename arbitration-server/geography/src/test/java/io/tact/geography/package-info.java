/** Tests of geography. */
@NullMarked
package io.tact.geography;

import org.jspecify.annotations.NullMarked;
