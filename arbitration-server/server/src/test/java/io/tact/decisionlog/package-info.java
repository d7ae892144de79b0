/** Tests of dry runs on their way to the log. */
@NullMarked
package io.tact.decisionlog;

import org.jspecify.annotations.NullMarked;
