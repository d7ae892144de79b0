/**
 * What is allowed and yet looks wrong: rows that decide nothing, campaigns that reach nobody, figures of a wrong unit. Each is a
 * warning at its cell, and certain: what only might be so is not told. Reads {@code tables}; stateless, safe for any thread.
 */
@org.jspecify.annotations.NullMarked
package io.tact.rules.checks;
