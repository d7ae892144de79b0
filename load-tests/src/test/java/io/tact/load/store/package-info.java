/** The peer keeps the same contract, else a comparison would mean nothing. */
@NullMarked
package io.tact.load.store;

import org.jspecify.annotations.NullMarked;
