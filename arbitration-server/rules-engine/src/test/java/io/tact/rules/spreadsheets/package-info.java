@NullMarked
package io.tact.rules.spreadsheets;

import org.jspecify.annotations.NullMarked;
