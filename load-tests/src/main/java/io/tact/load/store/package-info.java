/** The store that was measured against the one that is used, and the comparison of the two. Not part of the product. */
@NullMarked
package io.tact.load.store;

import org.jspecify.annotations.NullMarked;
