@NullMarked
package io.tact.rules.packs;

import org.jspecify.annotations.NullMarked;
