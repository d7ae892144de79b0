package io.tact.rules.drools;

import io.tact.model.Channel;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Selector;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyCheck;
import io.tact.policy.PolicyRule;
import io.tact.policy.Situation;
import io.tact.policy.SlotPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of contact policy for one decision, as the DRL that {@link DrlPrinter} prints asks for it: each method
 * judges one row, given in its arguments. Belongs to one thread.
 */
public final class Policy {
    /** Hours say the same to every message. */
    private static final Slot ANY_SLOT = new Slot(
            new Channel("ANY"),
            Direction.OUTBOUND,
            Purpose.MARKETING,
            null,
            null,
            null,
            SenderClass.SYSTEM,
            null,
            null);

    private final Situation situation;

    public Policy(Situation situation) {
        this.situation = situation;
    }

    /** Whether a row of that jurisdiction binds the subscriber. */
    public boolean binds(String jurisdiction) {
        return Written.info("policy#row", jurisdiction, null, null).binds(situation.where());
    }

    /**
     * Whether a message would pass a cap.
     *
     * @param scope which contacts count
     * @param level whose contacts are counted together
     * @param window {@code ROLLING P7D}, {@code CALENDAR WEEK}, {@code GAP PT24H}
     * @param zone a named zone; null for the subscriber's own
     * @param max how many are allowed
     * @param counts what counts
     * @param key what else they must share with the message, separated by blanks; empty for nothing
     */
    public boolean capReached(
            Slot slot,
            Messages scope,
            String level,
            String window,
            @Nullable String zone,
            int max,
            String counts,
            String key) {
        return objects(
                slot,
                new CapRule(
                        Written.info("caps#row"),
                        scope.scope(),
                        CapRule.Level.valueOf(level),
                        Written.window(window),
                        Written.basis(zone),
                        max,
                        Counted.valueOf(counts),
                        Written.words(key).map(CapRule.Key::valueOf).collect(Collectors.toSet())));
    }

    /** Whether the agreement a model needs is missing. */
    public boolean lacksConsent(Slot slot, String model, @Nullable String validFor) {
        return objects(
                slot,
                new ConsentRule(
                        Written.info("consent#row"),
                        Messages.ANY,
                        ConsentRule.Model.valueOf(model),
                        Written.span(validFor)));
    }

    /** Whether a contact with {@code a} within that time excludes {@code b}, or the other way round. */
    public boolean notTogether(Slot slot, Selector a, Selector b, @Nullable String within) {
        return objects(
                slot,
                new ExclusionRule.NeverTogether(
                        Written.info("exclusions#row"), a, b, Written.span(within), List.of(), Set.of()));
    }

    /** Whether a contact of the same value within that time excludes another. */
    public boolean onlyOnePer(Slot slot, String dimension, @Nullable String only, @Nullable String within) {
        return objects(
                slot,
                new ExclusionRule.OnePer(
                        Written.info("exclusions#row"),
                        Selector.Dimension.valueOf(dimension),
                        only,
                        Written.span(within),
                        List.of(),
                        Set.of()));
    }

    /** The row to name if the timetable of these rows is closed; null if it is open. */
    public @Nullable String outsideHours(@Nullable String zone, Hours... rows) {
        return firstObjection(HoursRule.Kind.ALLOW, zone, rows);
    }

    /** The row itself if its quiet hours are now; null if not. */
    public @Nullable String withinQuietHours(@Nullable String zone, Hours row) {
        return firstObjection(HoursRule.Kind.QUIET, zone, row);
    }

    /** Messages of any kind, to be narrowed down. */
    public static Messages messages() {
        return new Messages(Messages.ANY);
    }

    /**
     * One row of hours.
     *
     * @param row its name, such as {@code hours#weekdays}
     * @param days days of the week, separated by blanks; empty for all
     * @param times such as {@code 10:00-13:00 14:00-20:00}
     */
    public static Hours hours(String row, String days, String times) {
        return new Hours(row, days, times, null, null);
    }

    /** As {@link #hours(String, String, String)}, in force from one local day to another; null for no end. */
    public static Hours hours(String row, String days, String times, @Nullable String from, @Nullable String to) {
        return new Hours(row, days, times, from, to);
    }

    private @Nullable String firstObjection(HoursRule.Kind kind, @Nullable String zone, Hours... rows) {
        List<PolicyRule> rules =
                Arrays.stream(rows).<PolicyRule>map(row -> row.rule(kind, zone)).toList();
        List<Reason> reasons = reasons(ANY_SLOT, rules);
        return reasons.isEmpty() ? null : reasons.get(0).rule();
    }

    private boolean objects(Slot slot, PolicyRule rule) {
        return !reasons(slot, List.of(rule)).isEmpty();
    }

    private List<Reason> reasons(Slot slot, List<PolicyRule> rules) {
        return new PolicyCheck(situation)
                .reasons(new SlotPolicy(slot, rules), situation.subscriber().destination(slot.channel()));
    }
}
