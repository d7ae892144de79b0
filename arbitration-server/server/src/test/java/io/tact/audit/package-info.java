/** Tests of the audit. */
@org.jspecify.annotations.NullMarked
package io.tact.audit;
