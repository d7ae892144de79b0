package io.tact.rules.drools;

import io.tact.model.Instants;
import io.tact.model.Reason;
import io.tact.model.Selector;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Whereabouts;
import io.tact.policy.ConsentRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyCheck;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleKind;
import io.tact.policy.Situation;
import io.tact.policy.SlotPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of contact policy for one decision, on the clock of one of the zones in which the subscriber may be: a fact
 * for each of them, because all of them must allow a message. The DRL that {@link DrlPrinter} prints asks for it; each method
 * judges one row, or one timetable, given in its arguments. Belongs to one thread.
 */
public final class Policy {
    private final Situation situation;
    private final int order;
    private final CalendarNames calendars;

    private Policy(Situation situation, int order, CalendarNames calendars) {
        this.situation = situation;
        this.order = order;
        this.calendars = calendars;
    }

    /**
     * The arithmetic in every zone.
     *
     * @param rows of the ruleset that was printed, in its order: printed rules name their calendars
     */
    public static List<Policy> inEveryZone(Situation situation, List<PolicyRule> rows) {
        CalendarNames calendars = new CalendarNames(rows);
        List<Policy> all = new ArrayList<>();
        for (ZoneId zone : situation.where().zones()) {
            Whereabouts where = new Whereabouts(List.of(zone), situation.where().jurisdictions());
            Situation there = new Situation(
                    situation.now(),
                    where,
                    situation.subscriber(),
                    situation.history(),
                    situation.attributes(),
                    situation.registers());
            all.add(new Policy(there, all.size(), calendars));
        }
        return all;
    }

    /** The place of the zone among all of them, 0 for the one to show. */
    public int getOrder() {
        return order;
    }

    /** Today on the calendar of the zone. */
    public LocalDate getToday() {
        return LocalDate.ofInstant(situation.now(), zone());
    }

    /** The day so far ahead on the calendar of the zone. */
    public LocalDate dayIn(String length) {
        return getToday().plus(Span.parse(length).period());
    }

    /** The instant so far ahead on the clock of the zone. */
    public Instant momentIn(String length) {
        return Instants.toMillis(Span.parse(length).after(situation.now(), zone()));
    }

    private ZoneId zone() {
        return situation.where().zone();
    }

    /** Whether a row of that jurisdiction binds the subscriber. */
    public boolean binds(String jurisdiction) {
        return situation.where().mayBeIn(jurisdiction);
    }

    /** Whether the subscriber is in a jurisdiction wherever in another, null for anywhere, they may be. */
    boolean isSurelyIn(String part, @Nullable String whole) {
        return situation.where().isSurelyIn(part, whole);
    }

    /** Whether a message would pass a cap. */
    public boolean capReached(Slot slot, Cap cap) {
        List<PolicyRule> rules = new ArrayList<>();
        rules.add(cap.rule());
        cap.uncounted().stream()
                .filter(exemption -> exemption.reaches(situation.where()))
                .forEach(exemption -> rules.add(exemption.uncounted()));
        return !reasons(slot, rules).isEmpty();
    }

    /** Whether a cool-off goes on for a message. */
    public boolean coolsOff(Slot slot, Cooloff cooloff) {
        return objects(slot, cooloff.rule());
    }

    /** Whether an agreement, or the consultation of a list, is missing. */
    public boolean lacks(Slot slot, Agreement agreement) {
        return objects(slot, agreement.rule());
    }

    /**
     * Whether there is, or was not longer ago than that, one of some relations.
     *
     * @param kinds separated by blanks
     * @param validFor how long after its end a relation counts; null for not at all
     */
    public boolean related(Slot slot, String kinds, @Nullable String validFor) {
        Exemption exemption = Rows.exemption(Rows.messages()).related(kinds, validFor);
        HoursRule closed = Rows.hours("hours#row", Written.WEEK, "").rule(HoursRule.Kind.ALLOW, null, calendars);
        return reasons(slot, List.of(closed, exemption.lifting(RuleKind.HOURS))).isEmpty();
    }

    /** Whether a refusal stands, of ordinary consent or of a special one; null for none. */
    boolean refused(Slot slot, @Nullable String validFor, @Nullable String special) {
        String unlessRefused = ConsentRule.Model.OPT_OUT.name();
        Agreement ordinary = new Agreement(unlessRefused, validFor, null, "", null);
        return lacks(slot, ordinary)
                || (special != null && lacks(slot, new Agreement(unlessRefused, validFor, special, "", null)));
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

    /** Whether a message that {@code a} covers comes too soon after a contact with {@code b}. */
    public boolean tooSoonAfter(Slot slot, Selector a, Selector b, String within) {
        return objects(
                slot,
                new ExclusionRule.NotAfter(
                        Written.info("exclusions#row"), a, b, Span.parse(within), List.of(), Set.of()));
    }

    /** Whether a message that {@code a} covers has no contact with {@code b} before it; null for however long before. */
    public boolean withoutBefore(Slot slot, Selector a, Selector b, @Nullable String within) {
        return objects(
                slot,
                new ExclusionRule.OnlyAfter(
                        Written.info("exclusions#row"), a, b, Written.span(within), List.of(), Set.of()));
    }

    /**
     * The row to name if the timetable of these rows is closed; null if it is open.
     *
     * @param zone a named zone; null for the subscriber's own
     */
    public @Nullable String outsideHours(Slot slot, @Nullable String zone, Hours... rows) {
        return firstObjection(slot, HoursRule.Kind.ALLOW, zone, rows);
    }

    /** The row itself if its quiet hours are now; null if not. */
    public @Nullable String withinQuietHours(Slot slot, @Nullable String zone, Hours row) {
        return firstObjection(slot, HoursRule.Kind.QUIET, zone, row);
    }

    private @Nullable String firstObjection(Slot slot, HoursRule.Kind kind, @Nullable String zone, Hours... rows) {
        List<PolicyRule> rules = Arrays.stream(rows)
                .<PolicyRule>map(row -> row.rule(kind, zone, calendars))
                .toList();
        List<Reason> reasons = reasons(slot, rules);
        return reasons.isEmpty() ? null : reasons.get(0).rule();
    }

    private boolean objects(Slot slot, PolicyRule rule) {
        return !reasons(slot, List.of(rule)).isEmpty();
    }

    /** What the rows say, leaving aside what is said by none. */
    private List<Reason> reasons(Slot slot, List<PolicyRule> rules) {
        Set<String> rows = rules.stream().map(row -> row.info().name()).collect(Collectors.toSet());
        return new PolicyCheck(situation)
                .reasons(new SlotPolicy(slot, rules), situation.subscriber().destination(slot.channel())).stream()
                        .filter(reason -> rows.contains(reason.rule()))
                        .toList();
    }
}
