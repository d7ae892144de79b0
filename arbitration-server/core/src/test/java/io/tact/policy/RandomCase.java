package io.tact.policy;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.AttributeSource;
import io.tact.model.AttributeValue;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.model.Whereabouts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes policies and situations at random, crowding what happens around the boundaries of what the rules say. */
final class RandomCase {
    /** The ordinals of attributes that are no text. */
    static final int DATE = 1;

    static final int MOMENT = 2;

    final Dice dice;
    final ZoneId zone;
    final Instant now;
    final Slot slot;
    final @Nullable String line;
    final List<PolicyRule> rules = new ArrayList<>();
    final List<Contact> picks = new ArrayList<>();
    final Map<HolidayCalendar, List<NaiveDays>> calendars = new IdentityHashMap<>();
    final RandomRows rows;
    final RandomLife life;
    final Situation situation;

    RandomCase(long seed) {
        this(new Dice(seed));
    }

    private RandomCase(Dice dice) {
        this(dice, dice.any(Dice.ZONES), null);
    }

    /** @param at the present; null for any */
    RandomCase(Dice dice, ZoneId zone, @Nullable Instant at) {
        this.dice = dice;
        this.zone = zone;
        this.now = at == null ? dice.instant(zone) : at;
        line = dice.name();
        rows = new RandomRows(dice, now, zone, packCalendars());
        for (int i = 2 + dice.below(5); i > 0; i--) {
            rules.add(rows.row());
        }
        for (int i = dice.below(3); i > 0; i--) {
            rules.add(rows.exemption(List.copyOf(rules)));
        }
        life = new RandomLife(dice, now, zone, Lengths.of(rules));
        slot = life.slot();
        situation = situation();
        for (int i = dice.below(4) - 1; i > 0; i--) {
            picks.add(life.contact("p" + i, now));
        }
    }

    private Situation situation() {
        List<Consent> consents = life.consents();
        Subscriber subscriber = new Subscriber(
                        "s1",
                        dice.oneIn(2) ? List.of("A") : List.of(),
                        dice.oneIn(2) ? List.of("B") : List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        Map.of(),
                        consents)
                .with(life.circumstances());
        ContactHistory history =
                ContactHistory.empty(LedgerKey.ofAccount("a1")).with(subscriber).plus(life.contacts());
        @Nullable AttributeValue plan = dice.any(Arrays.asList(new AttributeValue.Text("A"), new AttributeValue.Text("B"), null));
        @Nullable AttributeValue date = dice.oneIn(4)
                ? null
                : new AttributeValue.Day(LocalDate.ofInstant(now, zone).plusDays(dice.below(10) - 1L));
        @Nullable AttributeValue moment = dice.oneIn(4)
                ? null
                : new AttributeValue.Moment(
                        now.plusSeconds(dice.below(9 * 86_400)).plus(dice.sliver()));
        AttributeSource attributes = ordinal -> ordinal == DATE ? date : ordinal == MOMENT ? moment : plan;
        return new Situation(now, where(), subscriber, history, attributes, new Registers(life.lists(), List.of()));
    }

    private Whereabouts where() {
        List<ZoneId> zones = new ArrayList<>(List.of(zone));
        for (int i = dice.oneIn(3) ? 1 + dice.below(2) : 0; i > 0; i--) {
            ZoneId other = dice.any(Dice.ZONES);
            if (!zones.contains(other)) {
                zones.add(other);
            }
        }
        Set<String> jurisdictions = dice.of(
                Set.of(),
                Set.of("FR"),
                Set.of("US"),
                Set.of("US-FL"),
                Set.of("US", "US-FL"),
                Set.of("US-FL", "US-NY"),
                Set.of("FR", "US-FL"));
        return new Whereabouts(zones, jurisdictions);
    }

    /** A calendar for each of two packs, which the operator may have tightened. */
    private Map<String, HolidayCalendar> packCalendars() {
        Map<String, HolidayCalendar> all = new HashMap<>();
        for (String pack : List.of("p", "q")) {
            Set<LocalDate> seed = nearby(2, () -> "").keySet();
            Map<LocalDate, OverriddenCalendar.Kind> overrides = changes();
            HolidayCalendar own = new OverriddenCalendar(pack.equals("p") ? "FR" : "US", year -> seed, overrides);
            calendars.put(own, List.of(NaiveDays.of(seed, overrides)));
            all.put(pack, dice.oneIn(3) ? tightened(own, changes()) : own);
        }
        return all;
    }

    /** A calendar to which the operator adds days: by both must a message be allowed. */
    HolidayCalendar tightened(HolidayCalendar own, Map<LocalDate, OverriddenCalendar.Kind> more) {
        HolidayCalendar tightened = new TightenedCalendar(own, more);
        List<NaiveDays> days = new ArrayList<>(calendars.getOrDefault(own, List.of()));
        days.add(0, days.get(0).tightened(more));
        calendars.put(tightened, days);
        return tightened;
    }

    private Map<LocalDate, OverriddenCalendar.Kind> changes() {
        return nearby(4, () -> dice.of(OverriddenCalendar.Kind.values()));
    }

    /** Values for some of the days around the present. */
    private <T> Map<LocalDate, T> nearby(int oneIn, Supplier<T> value) {
        Map<LocalDate, T> all = new HashMap<>();
        for (int day = -2; day <= 5; day++) {
            if (dice.oneIn(oneIn)) {
                all.put(LocalDate.ofInstant(now, zone).plusDays(day), value.get());
            }
        }
        return all;
    }

    NaivePolicy naive() {
        return new NaivePolicy(situation, rules, picks, slot, line, calendars);
    }

    PolicyCheck check() {
        return check(situation);
    }

    /** The same decision in another situation. */
    PolicyCheck check(Situation other) {
        PolicyCheck check = new PolicyCheck(other);
        picks.forEach(check::pick);
        return check;
    }

    SlotPolicy policy() {
        return policy(rules);
    }

    /** What other rules say of the same message. */
    SlotPolicy policy(List<PolicyRule> others) {
        PolicyBook book = new PolicyBook(others);
        return book.in(situation.where()).policyFor(book.project(slot));
    }
}
