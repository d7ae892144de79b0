package io.tact.facts;

import io.tact.model.Fixed;
import io.tact.model.Selector;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that a DRL rule may write. Rules name sets of candidates by {@link Selector}s and never see candidates, so that cost
 * does not grow with the catalogue.
 */
public final class Verdicts {
    private final List<Verdict> verdicts = new ArrayList<>();
    private String rule = "";

    /** Told by the engine before a rule fires, so that each verdict knows who said it. */
    public void firing(String ruleName) {
        rule = ruleName;
    }

    public void ineligible(Selector selector, String reason) {
        verdicts.add(new Verdict.Ineligible(rule, selector, reason));
    }

    public void withhold(Selector selector, String reason) {
        verdicts.add(new Verdict.Withhold(rule, selector, reason));
    }

    public void defer(Selector selector, Instant until, String reason) {
        verdicts.add(new Verdict.Defer(rule, selector, until, reason));
    }

    public void prefer(Selector selector, double percent) {
        verdicts.add(new Verdict.Prefer(rule, selector, fixed(percent)));
    }

    public void score(Selector selector, Factor factor, double value) {
        verdicts.add(new Verdict.Score(rule, selector, factor, fixed(value)));
    }

    public void doNotMention(String topic) {
        verdicts.add(new Verdict.DoNotMention(rule, topic));
    }

    public void mustMention(String topic) {
        verdicts.add(new Verdict.MustMention(rule, topic));
    }

    /** What was said, by rule name and then text, so that the order of firing never shows. */
    public List<Verdict> all() {
        return verdicts.stream()
                .sorted(Comparator.comparing(Verdict::rule).thenComparing(Verdict::toString))
                .toList();
    }

    private static Fixed fixed(double value) {
        return Fixed.of(BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_EVEN));
    }

    /** Its name alone: how many verdicts there are already would show the order of firing. */
    @Override
    public String toString() {
        return "Verdicts";
    }
}
