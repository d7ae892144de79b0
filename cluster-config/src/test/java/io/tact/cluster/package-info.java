/** Tests of what is shipped for running several nodes: every file is read with a real parser and compared with the others. */
@NullMarked
package io.tact.cluster;

import org.jspecify.annotations.NullMarked;
