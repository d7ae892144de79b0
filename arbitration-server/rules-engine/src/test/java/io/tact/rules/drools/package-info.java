@NullMarked
package io.tact.rules.drools;

import org.jspecify.annotations.NullMarked;
