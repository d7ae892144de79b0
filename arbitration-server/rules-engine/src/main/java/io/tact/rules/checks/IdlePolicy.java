package io.tact.rules.checks;

import io.tact.model.Counted;
import io.tact.model.Selector;
import io.tact.model.Span;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleKind;
import io.tact.policy.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the ruleset's own policy rows that never decide, because another row says no wherever they do. */
final class IdlePolicy {
    /** With how many rows that say the same one is compared. */
    private static final int MOST_ALIKE = 200;

    private static final String OWN_ADVICE = "Maybe delete it, or make it stricter";

    private final List<PolicyRule> policy;
    private final List<ExemptionRule> exemptions;
    private final String own;
    private final Cells cells;

    /** @param own what rows of the ruleset itself call their part */
    IdlePolicy(List<PolicyRule> policy, String own, Cells cells) {
        this.policy = policy;
        this.exemptions = Scopes.of(ExemptionRule.class, policy);
        this.own = own;
        this.cells = cells;
    }

    void check() {
        caps();
        cooloffs();
        consent();
        exclusions();
    }

    private void caps() {
        ScopeIndex<CapRule> caps = new ScopeIndex<>(Scopes.of(CapRule.class, policy), CapRule::scope);
        for (CapRule cap : caps.rows()) {
            if (isOwn(cap)) {
                caps.mayContain(cap.scope()).stream()
                        .filter(other -> isStricter(other, cap, caps))
                        .findFirst()
                        .ifPresent(other -> cells.warn(
                                cap.info(),
                                cap.window() instanceof Window.Gap ? "length" : "max",
                                cap.info().name() + " never decides: " + cells.named(other.info())
                                        + " allows no more, and counts " + "and binds all that it does",
                                OWN_ADVICE));
            }
        }
    }

    private boolean isStricter(CapRule wide, CapRule cap, ScopeIndex<CapRule> order) {
        return wide != cap
                && covers(wide, cap)
                && (!covers(cap, wide) || order.isBefore(wide, cap) || !isOwn(wide))
                && !Scopes.mayBeLifted(wide.info(), cap.info(), cap.scope(), RuleKind.CAPS, exemptions);
    }

    private static boolean covers(CapRule wide, CapRule cap) {
        return wide.level() == cap.level()
                && wide.mode() == cap.mode()
                && wide.zoneBasis().equals(cap.zoneBasis())
                && cap.keys().containsAll(wide.keys())
                && wide.max().compareTo(cap.max()) <= 0
                && countsAll(wide.counts(), cap.counts())
                && isAsLong(wide.window(), cap.window())
                && Scopes.contains(wide.scope(), cap.scope())
                && Scopes.bindsWherever(wide.info(), cap.info());
    }

    private static boolean countsAll(Counted wide, Counted narrow) {
        return wide == narrow || wide == Counted.ATTEMPTS || (wide == Counted.SENT && narrow == Counted.DELIVERED);
    }

    private static boolean isAsLong(Window wide, Window narrow) {
        if (wide instanceof Window.Rolling a && narrow instanceof Window.Rolling b) {
            return Scopes.isAsLong(a.length(), b.length());
        }
        if (wide instanceof Window.Gap a && narrow instanceof Window.Gap b) {
            return Scopes.isAsLong(a.length(), b.length());
        }
        return wide.equals(narrow);
    }

    private void cooloffs() {
        ScopeIndex<CooloffRule> cooloffs = new ScopeIndex<>(Scopes.of(CooloffRule.class, policy), CooloffRule::scope);
        for (CooloffRule row : cooloffs.rows()) {
            cooloffs.mayContain(row.scope()).stream()
                    .filter(other -> other != row && isOwn(row) && covers(other, row))
                    .filter(other -> !covers(row, other) || cooloffs.isBefore(other, row))
                    .filter(other ->
                            !Scopes.mayBeLifted(other.info(), row.info(), row.scope(), RuleKind.COOLOFFS, exemptions))
                    .findFirst()
                    .ifPresent(other -> cells.warn(
                            row.info(),
                            "length",
                            row.info().name() + " never decides: after the same, " + cells.named(other.info())
                                    + " is silent as long or longer",
                            "Maybe delete it, or make it longer"));
        }
    }

    private static boolean covers(CooloffRule wide, CooloffRule row) {
        boolean times = wide.times() == 1
                || (wide.times() == row.times() && java.util.Objects.equals(wide.within(), row.within()));
        return times
                && wide.triggerChannels().equals(row.triggerChannels())
                && wide.outcomes().containsAll(row.outcomes())
                && row.appliesTo().containsAll(wide.appliesTo())
                && wide.start() == row.start()
                && isAsLong(wide.length(), row.length())
                && Scopes.contains(wide.scope(), row.scope())
                && Scopes.bindsWherever(wide.info(), row.info());
    }

    /** One without end is ended by a new consent, and one with an end is not: neither is longer. */
    private static boolean isAsLong(@Nullable Span wide, @Nullable Span narrow) {
        return wide == null || narrow == null ? wide == narrow : Scopes.isAsLong(wide, narrow);
    }

    private void consent() {
        ScopeIndex<ConsentRule> rows = new ScopeIndex<>(Scopes.of(ConsentRule.class, policy), ConsentRule::scope);
        for (ConsentRule row : rows.rows()) {
            rows.mayContain(row.scope()).stream()
                    .filter(other -> other != row && isOwn(row) && row.list() == null)
                    .filter(other -> asksAsMuch(other, row))
                    .filter(other -> !asksAsMuch(row, other) || rows.isBefore(other, row))
                    .filter(other ->
                            !Scopes.mayBeLifted(other.info(), row.info(), row.scope(), RuleKind.CONSENT, exemptions))
                    .findFirst()
                    .ifPresent(other -> cells.warn(
                            row.info(),
                            "model",
                            row.info().name() + " never decides: " + cells.named(other.info()) + " asks "
                                    + other.model() + " of all that it is about, and the strictest row wins",
                            "Maybe narrow the other, or delete this one"));
        }
    }

    private static boolean asksAsMuch(ConsentRule wide, ConsentRule row) {
        boolean same = wide.model() == row.model()
                && java.util.Objects.equals(wide.validFor(), row.validFor())
                && wide.special() == row.special()
                && row.softFor().containsAll(wide.softFor());
        boolean stricter = wide.model() == ConsentRule.Model.PROHIBITED
                || row.model() == ConsentRule.Model.NONE
                || (wide.model() == ConsentRule.Model.OPT_IN
                        && wide.special() == null
                        && row.model() == ConsentRule.Model.OPT_OUT);
        return (same || (stricter && wide.model() != row.model() && wide.model() != ConsentRule.Model.NONE))
                && Scopes.contains(wide.scope(), row.scope())
                && Scopes.bindsWherever(wide.info(), row.info());
    }

    private void exclusions() {
        List<ExclusionRule> rows = Scopes.of(ExclusionRule.class, policy);
        Map<List<@Nullable Object>, List<ExclusionRule>> alike = new HashMap<>();
        Map<List<Selector>, List<ExclusionRule>> ofSides = new HashMap<>();
        for (ExclusionRule row : rows) {
            alike.computeIfAbsent(says(row), k -> new ArrayList<>()).add(row);
            if (row instanceof ExclusionRule.NotAfter after) {
                ofSides.computeIfAbsent(List.of(after.a(), after.b()), k -> new ArrayList<>())
                        .add(row);
            }
        }
        alike.values().forEach(this::checkAlike);
        for (ExclusionRule row : rows) {
            if (row instanceof ExclusionRule.OnlyAfter only && isOwn(row)) {
                ofSides.getOrDefault(List.of(only.a(), only.b()), List.of()).stream()
                        .filter(other -> Scopes.bindsWherever(other.info(), row.info()) && forbids(other, only))
                        .forEach(other -> cells.warn(
                                row.info(),
                                "within",
                                row.info().name() + " wants it within " + only.within() + " after, and "
                                        + cells.named(other.info()) + " forbids it then: it is never sent",
                                "Maybe one of the two times is wrong"));
            }
        }
    }

    /** @param rows rows that say the same, in order */
    private void checkAlike(List<ExclusionRule> rows) {
        for (int i = 0; i < rows.size(); i++) {
            ExclusionRule row = rows.get(i);
            for (int j = 0; isOwn(row) && j < Math.min(rows.size(), MOST_ALIKE); j++) {
                ExclusionRule other = rows.get(j);
                if (i != j && (j < i || !isOwn(other)) && Scopes.bindsWherever(other.info(), row.info())) {
                    cells.warn(
                            row.info(),
                            "id",
                            row.info().name() + " adds nothing: " + cells.named(other.info()) + " says the same",
                            "Maybe delete one of them");
                    break;
                }
            }
        }
    }

    private static boolean forbids(ExclusionRule other, ExclusionRule.OnlyAfter only) {
        return other instanceof ExclusionRule.NotAfter after
                && after.when().isEmpty()
                && after.directions().containsAll(only.directions())
                && only.within() != null
                && Scopes.isAsLong(after.within(), only.within());
    }

    /** What a row says, apart from its name; {@code NEVER_TOGETHER} says it of both sides alike. */
    private static List<@Nullable Object> says(ExclusionRule row) {
        if (row instanceof ExclusionRule.NeverTogether r) {
            Set<Selector> sides = Set.copyOf(new HashSet<>(List.of(r.a(), r.b())));
            return java.util.Arrays.asList("never", sides, r.within(), new HashSet<>(r.when()), r.directions());
        }
        if (row instanceof ExclusionRule.OnePer r) {
            return java.util.Arrays.asList(
                    "one", r.dimension(), r.only(), r.within(), new HashSet<>(r.when()), r.directions());
        }
        if (row instanceof ExclusionRule.Withholds r) {
            return java.util.Arrays.asList("withholds", r.what(), new HashSet<>(r.when()), r.directions());
        }
        if (row instanceof ExclusionRule.NotAfter r) {
            return java.util.Arrays.asList("not", r.a(), r.b(), r.within(), new HashSet<>(r.when()), r.directions());
        }
        ExclusionRule.OnlyAfter r = (ExclusionRule.OnlyAfter) row;
        return java.util.Arrays.asList("only", r.a(), r.b(), r.within(), new HashSet<>(r.when()), r.directions());
    }

    private boolean isOwn(PolicyRule rule) {
        return rule.info().pack().equals(own);
    }
}
