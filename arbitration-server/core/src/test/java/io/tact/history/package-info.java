@NullMarked
package io.tact.history;

import org.jspecify.annotations.NullMarked;
