@NullMarked
package io.tact.budgets;

import org.jspecify.annotations.NullMarked;
