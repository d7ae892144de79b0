package io.tact.arbitration;

import io.tact.facts.Factor;
import io.tact.facts.Factors;
import io.tact.facts.Verdict;
import io.tact.model.Fixed;
import io.tact.model.Reason;
import io.tact.model.Selector;
import io.tact.model.Slot;
import io.tact.model.Treatment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What DRL said, applied to candidates. */
final class DrlVerdicts {
    /** Where no rule said anything. */
    static final DrlVerdicts SILENT = new DrlVerdicts(List.of());

    private final List<Verdict> verdicts;

    DrlVerdicts(List<Verdict> verdicts) {
        this.verdicts = verdicts;
    }

    boolean isSilent() {
        return verdicts.isEmpty();
    }

    /** Why a treatment does not make sense; empty if no rule said so. */
    List<Reason> ineligibility(Treatment treatment) {
        List<Reason> reasons = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Ineligible v && covers(v.selector(), treatment)) {
                reasons.add(Reason.of(Reason.Code.RULE, v.rule(), v.reason()));
            }
        }
        return reasons;
    }

    /** Why a message must not be sent now; empty if no rule said so. The list is the caller's own. */
    List<Reason> objections(Slot slot, @Nullable String treatment) {
        List<Reason> reasons = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Withhold v && v.selector().covers(slot, treatment)) {
                reasons.add(Reason.of(Reason.Code.RULE, v.rule(), v.reason()));
            } else if (verdict instanceof Verdict.Defer v && v.selector().covers(slot, treatment)) {
                reasons.add(new Reason(
                        Reason.Code.RULE, v.rule(), v.reason(), null, null, null, null, null, null, v.until()));
            }
        }
        return reasons;
    }

    /** The factors after every {@code score} and {@code prefer}. */
    Factors adjust(Factors factors, Treatment treatment) {
        Factors adjusted = factors;
        for (Factor factor : Factor.values()) {
            Fixed replacement = smallest(factor, treatment);
            if (replacement != null) {
                adjusted = adjusted.with(factor, replacement);
            }
        }
        long lever = adjusted.lever().micros();
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Prefer v && covers(v.selector(), treatment)) {
                lever += v.percent().micros();
            }
        }
        return lever == adjusted.lever().micros() ? adjusted : adjusted.with(Factor.LEVER, new Fixed(lever));
    }

    private @Nullable Fixed smallest(Factor factor, Treatment treatment) {
        Fixed found = null;
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Score v && v.factor() == factor && covers(v.selector(), treatment)) {
                found = found == null || v.value().compareTo(found) < 0 ? v.value() : found;
            }
        }
        return found;
    }

    List<String> doNotMention() {
        return isSilent()
                ? List.of()
                : verdicts.stream()
                        .filter(Verdict.DoNotMention.class::isInstance)
                        .map(v -> ((Verdict.DoNotMention) v).topic())
                        .distinct()
                        .sorted()
                        .toList();
    }

    List<String> mustMention() {
        return isSilent()
                ? List.of()
                : verdicts.stream()
                        .filter(Verdict.MustMention.class::isInstance)
                        .map(v -> ((Verdict.MustMention) v).topic())
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static boolean covers(Selector selector, Treatment treatment) {
        return selector.covers(treatment.slot(), treatment.id());
    }
}
