/** The contract tests of the ports: each adapter runs them; and an in-memory store that keeps the contract. */
@NullMarked
package io.tact.port;

import org.jspecify.annotations.NullMarked;
