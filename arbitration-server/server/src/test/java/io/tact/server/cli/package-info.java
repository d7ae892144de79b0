/** Tests of the command line that need no node. */
@NullMarked
package io.tact.server.cli;

import org.jspecify.annotations.NullMarked;
