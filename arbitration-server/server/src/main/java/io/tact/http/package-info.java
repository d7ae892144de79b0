/**
 * The HTTP interface: one handler per operation of {@code openapi.yaml}, bound by its operation id.
 *
 * <p>Handlers parse, call the core and map its answer; they run on event loops and never block. Only this package knows
 * status codes; nothing of Vert.x leaves it but the verticle that serves it.
 */
@NullMarked
package io.tact.http;

import org.jspecify.annotations.NullMarked;
