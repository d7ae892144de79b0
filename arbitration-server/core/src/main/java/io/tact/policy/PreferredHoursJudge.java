package io.tact.policy;

import io.tact.model.Direction;
import io.tact.model.PreferredHours;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subscriber's own hours in one decision: offers and questions reach them only within one of these, on the clock of
 * every zone in which they may be.
 */
final class PreferredHoursJudge implements Judge {
    private static final RuleInfo PREFERENCE = new RuleInfo("preference", "hours", "", null, null, null, null);

    private final Judge judge;

    /** @param present of a subscriber who named such hours */
    PreferredHoursJudge(Present present) {
        List<HoursRule> rows = present.subscriber().circumstances().preferredHours().stream()
                .map(PreferredHoursJudge::row)
                .toList();
        judge = HoursJudge.of(new Timetable(rows, "outside the hours that the subscriber prefers"), present);
    }

    private static HoursRule row(PreferredHours hours) {
        return new HoursRule(
                PREFERENCE,
                Scope.OUTBOUND,
                HoursRule.Kind.ALLOW,
                hours.days(),
                List.of(new HoursRule.Interval(hours.open(), hours.close())),
                ZoneBasis.SUBSCRIBER);
    }

    private static boolean isAbout(Slot slot) {
        return slot.direction() == Direction.OUTBOUND
                && (slot.purpose() == Purpose.MARKETING || slot.purpose() == Purpose.RESEARCH);
    }

    @Override
    public @Nullable Reason objection(Slot slot, @Nullable String line) {
        return isAbout(slot) ? judge.objection(slot, line) : null;
    }

    @Override
    public long next(Slot slot, @Nullable String line, long from) {
        return isAbout(slot) ? judge.next(slot, line, from) : from;
    }

    @Override
    public long closes(Slot slot, long horizon) {
        return isAbout(slot) ? judge.closes(slot, horizon) : NEVER;
    }
}
