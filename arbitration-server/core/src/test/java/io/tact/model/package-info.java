@NullMarked
package io.tact.model;

import org.jspecify.annotations.NullMarked;
