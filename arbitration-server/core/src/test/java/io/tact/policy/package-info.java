@NullMarked
package io.tact.policy;

import org.jspecify.annotations.NullMarked;
