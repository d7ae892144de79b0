package io.tact.policy;

import io.tact.model.Binding;
import io.tact.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Compares what the engine says of one random case with policy by the letter. */
final class CaseCheck {
    private static final int DAYS = 8;

    /** So many of the instants between are looked at, chosen at random. */
    private static final int LOOKS = 40;

    private final long seed;
    private final RandomCase given;
    private final NaivePolicy naive;
    private final NavigableSet<Instant> limits;
    private final SlotPolicy policy;
    private final List<Reason> reasons;

    private CaseCheck(long seed) {
        this.seed = seed;
        this.given = new RandomCase(seed);
        this.naive = given.naive();
        this.limits = Limits.of(given, DAYS);
        this.policy = given.policy();
        this.reasons = given.check().reasons(policy, given.line);
    }

    /**
     * What a case was like.
     *
     * @param reasons how many rules say no
     * @param cured whether all will agree, but not yet
     * @param withinASecond whether what the rules say changes less than a second from now, or just did
     * @param withinADay whether it does so within a day
     */
    record Findings(int reasons, boolean cured, boolean withinASecond, boolean withinADay) {}

    /** @throws AssertionError if they differ; the message names the seed */
    static Findings compare(long seed) {
        CaseCheck check = new CaseCheck(seed);
        check.reasons();
        check.reasons.forEach(check::alone);
        Optional<Instant> next = check.together();
        if (check.reasons.isEmpty()) {
            check.closing();
        }
        boolean cured = next.isPresent() && next.get().isAfter(check.given.now);
        boolean withinASecond = check.changesWithin(Duration.ofSeconds(1));
        boolean withinADay = withinASecond || check.changesWithin(Duration.ofDays(1));
        return new Findings(check.reasons.size(), cured, withinASecond, withinADay);
    }

    private void reasons() {
        Set<String> names = new TreeSet<>();
        for (Reason reason : reasons) {
            names.add(reason.code() + " " + reason.rule());
        }
        Set<String> wanted = naive.objectionsAt(given.now);
        same(names.equals(wanted), () -> "the rules say no: " + names + ", by the letter: " + wanted);
        for (Reason reason : reasons) {
            RuleInfo row = given.rules.stream()
                    .map(PolicyRule::info)
                    .filter(info -> info.name().equals(reason.rule()))
                    .findFirst()
                    .orElse(null);
            Binding binding = row == null || row.binding() == Binding.OPERATOR ? null : row.binding();
            same(reason.binding() == binding, () -> "with what force binds " + reason);
            same((reason.verified() == null) == (row == null || row.verified()), () -> "whether verified is " + reason);
        }
    }

    /** One rule says no until its reason says, and no longer. */
    private void alone(Reason reason) {
        NaivePolicy.Speaker alone = naive.speaker(reason.code() + " " + reason.rule());
        Instant next = reason.nextAllowedAt();
        if (next != null) {
            same(alone.objectionAt(next) == null, () -> "still says no when it should agree: " + reason);
            same(alone.objectionAt(next.minusMillis(1)) != null, () -> "agrees a millisecond too early: " + reason);
        }
        for (Instant between : between(given.now, next == null ? given.now.plus(Duration.ofDays(400)) : next)) {
            same(alone.objectionAt(between) != null, () -> "agrees too early, at " + between + ": " + reason);
        }
    }

    /** From now on, or from later on. */
    private Instant from() {
        return given.dice.oneIn(3) ? given.now.plusSeconds(given.dice.below(3 * 86_400)) : given.now;
    }

    /** That instant, or a little earlier: time is counted in milliseconds, and none is taken for one before it. */
    private Instant asked(Instant from) {
        return from.isAfter(given.now) && given.dice.oneIn(2) ? from.minusNanos(1) : from;
    }

    /** All rules agree at the next instant that is allowed, and not before. */
    private Optional<Instant> together() {
        Instant from = from();
        Instant horizon = given.now.plus(Duration.ofDays(DAYS - 1));
        Optional<Instant> next = given.check().nextAllowedAt(policy, given.line, asked(from), horizon);
        Supplier<String> what = () -> "from " + from + " allowed at " + next;
        next.ifPresent(at -> {
            same(!at.isBefore(from) && !at.isAfter(horizon), () -> what.get() + ", out of bounds");
            same(naive.allowsAt(at), () -> what.get() + ", where it is withheld");
        });
        Instant end = next.orElse(horizon);
        for (Duration before : List.of(Duration.ofMillis(1), Duration.ofSeconds(1))) {
            Instant earlier = end.minus(before);
            same(
                    earlier.isBefore(from) || !naive.allowsAt(earlier),
                    () -> what.get() + ", but already " + before + " before");
        }
        for (Instant between : between(from, end)) {
            same(!naive.allowsAt(between), () -> what.get() + ", but already at " + between);
        }
        return next;
    }

    /** Hours that are open now close when the engine says, or before where an exemption keeps them open. */
    private void closing() {
        Instant horizon = given.now.plus(Duration.ofDays(2));
        Instant closes = given.check().closesAt(policy, horizon).orElse(null);
        boolean exempt = given.rules.stream().anyMatch(ExemptionRule.class::isInstance);
        Supplier<String> what = () -> "open until " + closes;
        same(closes == null || exempt || naive.closedAt(closes), () -> what.get() + ", but open then");
        for (Instant between : between(given.now, closes == null ? horizon : closes)) {
            same(!naive.closedAt(between), () -> what.get() + ", but closed at " + between);
        }
    }

    /** Some of the instants from one up to another at which something may change, the outermost among them. */
    private List<Instant> between(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        List<Instant> all = new ArrayList<>(limits.subSet(from, true, to, false));
        all.add(from);
        List<Instant> some = new ArrayList<>();
        for (int i = 0; i < LOOKS && !all.isEmpty(); i++) {
            int last = all.size() - 1;
            int chosen = i == 0 ? last : given.dice.below(all.size());
            some.add(all.get(chosen));
            all.set(chosen, all.get(last));
            all.remove(last);
        }
        return some;
    }

    private boolean changesWithin(Duration distance) {
        NavigableSet<Instant> near = limits.subSet(given.now.minus(distance), true, given.now.plus(distance), true);
        for (Instant limit : near) {
            if (!naive.objectionsAt(limit).equals(naive.objectionsAt(limit.minusMillis(1)))) {
                return true;
            }
        }
        return false;
    }

    private void same(boolean agrees, Supplier<String> what) {
        if (!agrees) {
            throw new AssertionError("seed " + seed + ", now " + given.now + ": " + what.get());
        }
    }
}
