@NullMarked
package io.tact.registers;

import org.jspecify.annotations.NullMarked;
