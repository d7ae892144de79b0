/** The HTTP interface over real sockets, against the contract. */
@NullMarked
package io.tact.http;

import org.jspecify.annotations.NullMarked;
