package io.tact.policy;

import java.util.List;

/** Faults that are easily made in the engine, each of which the random cases must notice. */
final class Mutants {
    private Mutants() {}

    static final List<Mutant> ALL = List.of(
            new Mutant(
                    "WindowEnds",
                    "end(at) > now",
                    "end(at) >= now",
                    "a contact leaves its window a millisecond too late"),
            new Mutant(
                    "WindowEnds",
                    "shortest(length) + 1;",
                    "shortest(length) - 1;",
                    "a contact is taken to be in its window a millisecond longer"),
            new Mutant(
                    "WindowEnds",
                    "previousOrSame(DayOfWeek.MONDAY)",
                    "previousOrSame(DayOfWeek.SUNDAY)",
                    "the week begins on Sunday"),
            new Mutant(
                    "WindowEnds",
                    "case DAY -> day.plusDays(1);",
                    "case DAY -> day.plusDays(2);",
                    "the day of the calendar is one off"),
            new Mutant(
                    "WindowEnds",
                    "TemporalAdjusters.firstDayOfNextMonth()",
                    "TemporalAdjusters.lastDayOfMonth()",
                    "a month ends a day early"),
            new Mutant(
                    "CapJudge",
                    "Math.min(whole, Integer.MAX_VALUE)",
                    "Math.min(whole + 1, Integer.MAX_VALUE)",
                    "one more than the maximum is allowed"),
            new Mutant(
                    "CapJudge",
                    "leaving[leaving.length - limit]",
                    "leaving[0]",
                    "a cap is free as soon as the first contact leaves"),
            new Mutant("CapUsage", "(oneMore ? 1 : 0)", "0", "the channel or offer of the message is not counted"),
            new Mutant("CapUsage", "plus(sum, own) <=", "plus(sum, own) <", "a sum may not come to the maximum"),
            new Mutant(
                    "CountedContacts",
                    "rule.zoneBasis().zone(present.clock().zone())",
                    "present.clock().zone()",
                    "a cap does not read the clock it names"),
            new Mutant(
                    "CountedContacts",
                    "(uncounted.isEmpty() || !isUncounted(contact, present.time(index)))",
                    "true",
                    "contacts of an exemption count all the same"),
            new Mutant(
                    "CountedContacts",
                    "rule.level() != CapRule.Level.SUBSCRIBER ||",
                    "rule.level() == CapRule.Level.ACCOUNT ||\n                rule.level() == CapRule.Level.SUBSCRIBER ||",
                    "the account's contacts count for one subscriber"),
            new Mutant(
                    "Sharing",
                    "case PER_SUBJECT -> maybeSame(slot.subject(), other.subject());",
                    "case PER_SUBJECT -> true;",
                    "contacts of another subject count"),
            new Mutant(
                    "Sharing",
                    "one == null || other == null ||",
                    "one == null && other == null ||",
                    "what does not say its value has none"),
            new Mutant(
                    "RuleInfo", "!day.isAfter(effectiveTo)", "day.isBefore(effectiveTo)", "a row lapses a day early"),
            new Mutant(
                    "RowJudge",
                    "info.effectiveTo().plusDays(1)",
                    "info.effectiveTo()",
                    "a row is said to lapse a day early"),
            new Mutant(
                    "EveryZone", "zones.size() == 1", "!zones.isEmpty()", "only the first of several zones is asked"),
            new Mutant(
                    "DailyHours",
                    "isOn(today) && time >= opens[i] && time < closes[i]",
                    "isOn(today) && time >= opens[i] && time <= closes[i]",
                    "hours are open at their end"),
            new Mutant(
                    "DailyHours",
                    "isOn(split ? today : yesterday)",
                    "isOn(yesterday)",
                    "quiet hours over midnight go by the day on which they begin"),
            new Mutant(
                    "CalendarDays",
                    "eves && day(epochDay + 1) == Day.HOLIDAY",
                    "false",
                    "eves of holidays are not known"),
            new Mutant(
                    "CalendarDays",
                    "if (day(epochDay) == Day.HOLIDAY)",
                    "if (day(epochDay) != Day.ORDINARY)",
                    "half days are holidays"),
            new Mutant(
                    "OpenHours", "time >= Timetable.NOON &&", "time > Timetable.NOON &&", "half days end after noon"),
            new Mutant(
                    "OpenHours",
                    "yesterday != 0 && calendar.isHalf(day - 1) ? 0 : yesterday",
                    "yesterday",
                    "hours of a half day go on over midnight"),
            new Mutant(
                    "OpenHours",
                    "calendar.classOf(day - 1, eves)",
                    "calendar.classOf(day, eves)",
                    "hours over midnight belong to the day on which they end"),
            new Mutant(
                    "OpenHours",
                    "Math.min(nextTransition(instant), nextSpeaking(instant))",
                    "nextSpeaking(instant)",
                    "clocks that are put forward or back are not looked for"),
            new Mutant(
                    "Timetable",
                    "calendar = calendar.original();",
                    "calendar = null;",
                    "an operator's holiday may open what a pack closes"),
            new Mutant(
                    "OverriddenCalendar",
                    "case OPEN -> Day.ORDINARY;",
                    "case OPEN -> seeded;",
                    "a holiday that was taken away is still one"),
            new Mutant(
                    "TightenedCalendar",
                    "more == null || own == Day.HOLIDAY ? own : more",
                    "own",
                    "the operator's holidays are not looked at"),
            new Mutant(
                    "SpecialConsents",
                    "begins > instant ? begins :",
                    "begins > instant ? begins + 1 :",
                    "a special consent lifts a millisecond late"),
            new Mutant(
                    "HoursInZones",
                    "for (OpenHours zone : zones) {\n                at = zone.next(at);",
                    "for (OpenHours zone : java.util.List.of(zones[0])) {\n                at = zone.next(at);",
                    "hours open again when they do in the first of several zones"),
            new Mutant(
                    "PreferredHoursJudge",
                    "slot.purpose() == Purpose.MARKETING || slot.purpose() == Purpose.RESEARCH",
                    "slot.purpose() == Purpose.MARKETING",
                    "preferred hours do not bind research"),
            new Mutant(
                    "CooloffTriggers",
                    "== CooloffRule.Start.NEXT_DAY ? 1 : 0",
                    "== CooloffRule.Start.NEXT_DAY ? 0 : 0",
                    "a silence that begins the next day ends a day early"),
            new Mutant(
                    "CooloffTriggers",
                    "rule.start() == CooloffRule.Start.INSTANT",
                    "rule.start() != CooloffRule.Start.NEXT_DAY",
                    "a silence that counts the day begins at the instant"),
            new Mutant(
                    "CooloffTriggers",
                    "contacts.size() >= rule.times()",
                    "contacts.size() > rule.times()",
                    "it takes one contact more to be silent"),
            new Mutant(
                    "CooloffTriggers",
                    "last.at() < WindowEnds.after(",
                    "last.at() <= WindowEnds.after(",
                    "contacts of which the first just left the time count together"),
            new Mutant(
                    "CooloffRule",
                    "triggerChannels.contains(slot.channel())",
                    "scope.channels().contains(slot.channel())",
                    "the channels that trigger are not those the row names"),
            new Mutant(
                    "Standing",
                    "LocalClock.millis(consent.at()) > since",
                    "LocalClock.millis(consent.at()) > Long.MIN_VALUE",
                    "a consent of before the refusal ends a silence without end"),
            new Mutant(
                    "Standing",
                    "consent.at().isAfter(grant.at())",
                    "consent.at().isBefore(grant.at())",
                    "what was withdrawn still stands"),
            new Mutant(
                    "Standing",
                    "later > 0 || (later == 0 && !one.granted())",
                    "later > 0 || (later == 0 && one.granted())",
                    "of two things said at once the grant stands"),
            new Mutant(
                    "Standing",
                    "instant < LocalClock.millis(grant.expiresAt())",
                    "instant <= LocalClock.millis(grant.expiresAt())",
                    "a consent holds at the instant of its end"),
            new Mutant(
                    "ConsentJudge",
                    "case OPT_OUT -> standing == null ||",
                    "case OPT_OUT -> standing != null &&",
                    "who said nothing has refused"),
            new Mutant(
                    "ConsentJudge",
                    "case PROHIBITED -> false;",
                    "case PROHIBITED -> standing != null && standing.granted();",
                    "a consent allows what is prohibited"),
            new Mutant("ListJudge", "oldest + 1", "oldest", "a list is stale at the instant of its greatest age"),
            new Mutant(
                    "ListJudge",
                    "check.maxAge() == null ? NEVER",
                    "check.maxAge() != null ? NEVER",
                    "the age of a list is not looked at"),
            new Mutant(
                    "Exemptions",
                    "begins(relation) <= instant",
                    "begins(relation) < instant",
                    "a relation begins a millisecond late"),
            new Mutant(
                    "Exemptions",
                    "validFor == null ? until :",
                    "validFor != null ? until :",
                    "how long a relation still counts is not looked at"),
            new Mutant(
                    "LiftedJudge",
                    "(exemption.relations().isEmpty() || !isRefused(slot, instant, present))",
                    "true",
                    "a relation lifts a refusal"),
            new Mutant(
                    "ExemptionRule",
                    "row.pack().equals(info.pack()) &&",
                    "",
                    "an exemption lifts rows of another pack"),
            new Mutant(
                    "SuppressionJudge",
                    "instant < ends &&",
                    "instant <= ends &&",
                    "a suppression holds at the instant of its end"),
            new Mutant(
                    "ConfirmationJudge",
                    "contact.stored() != ContactState.RELEASED",
                    "contact.stored() == ContactState.DELIVERED",
                    "a confirmation that is under way may be sent again"),
            new Mutant(
                    "TogetherJudge",
                    "|| (pair.b().covers(slot, null) && covers(pair.a(), contact))",
                    "",
                    "what may not go together may in the other order"),
            new Mutant(
                    "TogetherJudge",
                    "(present.isPicked(i) || (window != null && window.holdsNow(present.time(i))))",
                    "window != null && window.holdsNow(present.time(i)) && !present.isPicked(i)",
                    "the picks of the decision do not exclude"),
            new Mutant(
                    "OnlyAfterJudge",
                    "instant < WindowEnds.after(at, rule.within(), present.clock())",
                    "true",
                    "what may follow may follow for ever"),
            new Mutant(
                    "Turns",
                    "firstDay(day.value().plusDays(1), ahead.period())",
                    "firstDay(day.value(), ahead.period())",
                    "a condition on a date ends on no day after it"),
            new Mutant("Turns", "firstInstant(at + 1,", "firstInstant(at + 2,", "a condition ends a millisecond late"),
            new Mutant(
                    "WithholdsJudge",
                    "return present.cease(rule.when(), from);",
                    "return present.allHold(rule.when(), from) ? NEVER : from;",
                    "no condition ends by itself"),
            new Mutant(
                    "TestedValues",
                    "case DISTINCT_OFFERS -> compare(Compared.OFFER, cap.scope());",
                    "case DISTINCT_OFFERS -> {}",
                    "the offer is forgotten that a cap on offers asks for"),
            new Mutant(
                    "PolicyCheck",
                    "instant.getNano() % 1_000_000 == 0 ? millis : millis + 1",
                    "instant.getNano() < 0 ? 0 : millis",
                    "an instant is taken for an earlier one"));
}
