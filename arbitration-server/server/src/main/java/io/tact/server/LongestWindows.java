package io.tact.server;

import io.tact.model.Span;
import io.tact.policy.CapRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.PolicyBook;
import io.tact.policy.PolicyRule;
import io.tact.policy.Window;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far back rows of contact policy look at ordinary contacts. */
final class LongestWindows {
    private static final int LONGEST_MONTH = 31;
    private static final int LONGEST_YEAR = 366;

    private LongestWindows() {}

    /** The rows that look further back than contacts are remembered, as {@code caps#sms-year (P365D)}. */
    static List<String> beyond(PolicyBook policy, Duration retention) {
        return policy.rules().stream()
                .flatMap(rule -> spans(rule)
                        .filter(span -> atMost(span).compareTo(retention) > 0)
                        .limit(1)
                        .map(span -> rule.info().name() + " (" + span + ")"))
                .toList();
    }

    private static Stream<Span> spans(PolicyRule rule) {
        if (rule instanceof CapRule cap) {
            return Stream.of(span(cap.window()));
        }
        if (rule instanceof CooloffRule cooloff) {
            boolean outlasts = cooloff.outcomes().stream().allMatch(outcome -> outcome.isStop());
            return present(cooloff.within(), outlasts ? null : cooloff.length());
        }
        if (rule instanceof ExclusionRule.NeverTogether never) {
            return present(never.within());
        }
        if (rule instanceof ExclusionRule.OnePer one) {
            return present(one.within());
        }
        if (rule instanceof ExclusionRule.NotAfter after) {
            return Stream.of(after.within());
        }
        return rule instanceof ExclusionRule.OnlyAfter only ? present(only.within()) : Stream.empty();
    }

    private static Stream<Span> present(@Nullable Span... spans) {
        return Stream.of(spans).filter(Objects::nonNull);
    }

    private static Span span(Window window) {
        if (window instanceof Window.Rolling rolling) {
            return rolling.length();
        }
        if (window instanceof Window.Gap gap) {
            return gap.length();
        }
        return switch (((Window.Calendar) window).unit()) {
            case DAY -> Span.parse("P1D");
            case WEEK -> Span.parse("P7D");
            case MONTH -> Span.parse("P" + LONGEST_MONTH + "D");
        };
    }

    private static Duration atMost(Span span) {
        Period period = span.period();
        long days =
                (long) period.getYears() * LONGEST_YEAR + (long) period.getMonths() * LONGEST_MONTH + period.getDays();
        return span.duration().plusDays(days);
    }
}
