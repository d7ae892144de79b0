package io.tact.policy;

import io.tact.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lengths of time that rows measure. */
final class Lengths {
    private Lengths() {}

    /** All of some rows; at least one. */
    static List<Span> of(List<PolicyRule> rules) {
        List<Span> all = new ArrayList<>(List.of(Span.parse("P1D")));
        for (PolicyRule rule : rules) {
            measured(rule).filter(Objects::nonNull).forEach(all::add);
        }
        return all;
    }

    private static Stream<@Nullable Span> measured(PolicyRule rule) {
        if (rule instanceof CapRule cap) {
            return cap.window() instanceof Window.Calendar ? Stream.of() : Stream.of(NaiveClock.length(cap.window()));
        }
        if (rule instanceof CooloffRule cooloff) {
            return Stream.of(cooloff.length(), cooloff.length(), cooloff.within());
        }
        if (rule instanceof ConsentRule consent) {
            return Stream.of(
                    consent.validFor(),
                    consent.list() == null ? null : consent.list().maxAge());
        }
        if (rule instanceof ExemptionRule exemption) {
            return Stream.of(exemption.validFor());
        }
        return rule instanceof ExclusionRule exclusion ? Stream.of(within(exclusion)) : Stream.of();
    }

    private static @Nullable Span within(ExclusionRule rule) {
        if (rule instanceof ExclusionRule.NeverTogether pair) {
            return pair.within();
        }
        if (rule instanceof ExclusionRule.OnePer one) {
            return one.within();
        }
        if (rule instanceof ExclusionRule.NotAfter order) {
            return order.within();
        }
        return rule instanceof ExclusionRule.OnlyAfter order ? order.within() : null;
    }
}
