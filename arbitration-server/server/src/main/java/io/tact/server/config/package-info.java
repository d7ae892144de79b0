/**
 * What a node is told: a tree of records, read from one YAML file and a few variables of the environment, valid by
 * construction. {@code docs/configuration.md} is made from these records.
 *
 * <p>Knows nothing of the parts that it configures. Immutable once read; reading blocks on files and happens once, before
 * anything is opened.
 */
@NullMarked
package io.tact.server.config;

import org.jspecify.annotations.NullMarked;
