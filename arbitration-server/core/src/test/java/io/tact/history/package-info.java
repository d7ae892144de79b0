/** Tests of the contact history, its commands and its packed form; and histories for the tests of others. */
@NullMarked
package io.tact.history;

import org.jspecify.annotations.NullMarked;
