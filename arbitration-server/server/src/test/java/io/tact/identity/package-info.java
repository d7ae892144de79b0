/** Tests of who may ask. */
@org.jspecify.annotations.NullMarked
package io.tact.identity;
