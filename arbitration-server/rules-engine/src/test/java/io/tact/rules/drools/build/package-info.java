@NullMarked
package io.tact.rules.drools.build;

import org.jspecify.annotations.NullMarked;
