@org.jspecify.annotations.NullMarked
package io.tact.rules.corpus;
