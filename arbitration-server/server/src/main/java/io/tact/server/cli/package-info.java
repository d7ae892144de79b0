/**
 * The command line: what {@code ./tact} runs. Commands parse, call the node or the ruleset compiler, and print; they
 * decide nothing. Only here is anything written to standard output.
 *
 * <p>Exit codes are {@link io.tact.server.cli.Main#OK}, {@link io.tact.server.cli.Main#FAILED} and
 * {@link io.tact.server.cli.Main#USAGE}.
 */
@NullMarked
package io.tact.server.cli;

import org.jspecify.annotations.NullMarked;
