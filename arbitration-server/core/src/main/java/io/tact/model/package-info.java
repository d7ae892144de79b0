/**
 * The words of Tact as values: subscribers, channels, treatments, slots, contacts, consents, reasons.
 *
 * <p>Depends on nothing but the JDK. Every type is immutable and safe for any thread. All instants are kept to the
 * millisecond.
 */
@NullMarked
package io.tact.model;

import org.jspecify.annotations.NullMarked;
