package io.tact.policy;

/** One row of contact policy. */
public sealed interface PolicyRule permits CapRule, HoursRule, CooloffRule, ConsentRule, ExclusionRule, ExemptionRule {
    RuleInfo info();
}
