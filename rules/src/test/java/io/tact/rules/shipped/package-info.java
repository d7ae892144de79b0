/** The rulesets and samples that come with the product, checked as their authors would. */
@NullMarked
package io.tact.rules.shipped;

import org.jspecify.annotations.NullMarked;
