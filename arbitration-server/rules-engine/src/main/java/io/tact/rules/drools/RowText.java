package io.tact.rules.drools;

import io.tact.model.Counted;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of contact policy in the words of {@link Rows}, and their scopes as patterns. What is usual is left out. */
final class RowText {
    private final CalendarNames calendars;

    RowText(CalendarNames calendars) {
        this.calendars = calendars;
    }

    /** The messages that a row is about. */
    static String slot(Scope scope) {
        List<String> constraints = Stream.of(
                        oneOf("channel.name", scope.channels()),
                        oneOf("direction.name()", scope.directions()),
                        oneOf("purpose.name()", scope.purposes()),
                        oneOf("category", scope.categories()),
                        oneOf("subject", scope.subjects()),
                        oneOf("sender", scope.senders()),
                        oneOf("senderClass.name()", scope.senderClasses()),
                        oneOf("campaign", scope.campaigns()),
                        oneOf("offer", scope.offers()))
                .filter(Objects::nonNull)
                .toList();
        return ConditionPrinter.pattern("Slot", constraints);
    }

    /** That a dimension has one of some values; null if it may have any. */
    static @Nullable String oneOf(String dimension, Collection<?> values) {
        if (values.isEmpty()) {
            return null;
        }
        return values.size() == 1
                ? dimension + " == " + DrlText.list(values)
                : dimension + " in (" + DrlText.list(values) + ")";
    }

    private static String messages(Scope scope) {
        return "messages()" + narrowed("channels", scope.channels()) + narrowed("directions", scope.directions())
                + narrowed("purposes", scope.purposes()) + narrowed("categories", scope.categories())
                + narrowed("subjects", scope.subjects()) + narrowed("senders", scope.senders())
                + narrowed("senderClasses", scope.senderClasses()) + narrowed("campaigns", scope.campaigns())
                + narrowed("offers", scope.offers());
    }

    private static String narrowed(String dimension, Set<?> values) {
        return values.isEmpty() ? "" : "." + dimension + "(" + DrlText.list(values) + ")";
    }

    /** @param uncounted the exemptions whose contacts the cap does not count */
    static String cap(CapRule row, List<ExemptionRule> uncounted) {
        return "cap(" + DrlText.quoted(row.level().name()) + ", "
                + DrlText.quoted(row.window().toString()) + ", "
                + DrlText.quoted(row.max().toString()) + ", " + messages(row.scope()) + ")"
                + (row.counts() == Counted.ATTEMPTS ? "" : call("counting", row.counts()))
                + (row.mode() == CapRule.Mode.COUNT ? "" : call("addingUp", row.mode()))
                + (row.keys().isEmpty() ? "" : ".sharing(" + DrlText.words(row.keys()) + ")")
                + (row.zoneBasis().fixed() == null
                        ? ""
                        : call("in", row.zoneBasis().fixed()))
                + uncounted.stream()
                        .map(exemption -> ".except(" + exemption(exemption, row.info()) + ")")
                        .collect(Collectors.joining());
    }

    private static String exemption(ExemptionRule row, RuleInfo of) {
        String related = row.relations().isEmpty() ? "" : ".related(" + relations(row) + ")";
        return "exemption(" + messages(row.scope()) + ")" + related + between(row.info())
                + (reachesAll(row, of) ? "" : "." + surelyIn(row, of));
    }

    /** The relations that an exemption asks for, and how long after their end. */
    static String relations(ExemptionRule row) {
        return DrlText.words(row.relations()) + ", " + DrlText.quotedOrNull(row.validFor());
    }

    /** Whether an exemption holds wherever a row binds. */
    static boolean reachesAll(ExemptionRule exemption, RuleInfo row) {
        String only = exemption.info().jurisdiction();
        return only == null || only.equals(row.jurisdiction());
    }

    /** That the subscriber is where an exemption holds, wherever a row binds. */
    static String surelyIn(ExemptionRule exemption, RuleInfo row) {
        return "surelyIn(" + DrlText.quotedOrNull(exemption.info().jurisdiction()) + ", "
                + DrlText.quotedOrNull(row.jurisdiction()) + ")";
    }

    static String cooloff(CooloffRule row) {
        String length = row.length() == null ? Cooloff.INDEFINITE : row.length().toString();
        return "cooloff(" + DrlText.words(row.outcomes()) + ", " + DrlText.quoted(length) + ", "
                + messages(row.scope()) + ")"
                + (row.triggerChannels().isEmpty() ? "" : ".on(" + DrlText.list(row.triggerChannels()) + ")")
                + (row.times() == 1 && row.within() == null
                        ? ""
                        : ".times(" + row.times() + ", " + DrlText.quotedOrNull(row.within()) + ")")
                + (row.appliesTo().isEmpty() ? "" : ".sharing(" + DrlText.words(row.appliesTo()) + ")")
                + (row.start() == CooloffRule.Start.INSTANT ? "" : call("from", row.start()));
    }

    /** What a row of consent asks for beside its list. */
    static String agreement(ConsentRule row) {
        return "agreement(" + DrlText.quoted(row.model().name()) + ")" + grant(row)
                + (row.softFor().isEmpty() ? "" : ".softFor(" + DrlText.words(row.softFor()) + ")");
    }

    /** What a row of consent asks of its list. */
    static String list(ConsentRule row, ConsentRule.ListCheck list) {
        return "agreement(" + DrlText.quoted(ConsentRule.Model.NONE.name()) + ")"
                + (list.liftedByConsent() ? grant(row) + ".notOnUnlessGranted(" : ".notOn(")
                + DrlText.quoted(list.name()) + ", " + DrlText.quotedOrNull(list.maxAge()) + ")";
    }

    private static String grant(ConsentRule row) {
        return (row.validFor() == null ? "" : call("validFor", row.validFor()))
                + (row.special() == null ? "" : call("special", row.special()));
    }

    /** The rows of a timetable, or one of quiet hours, after the zone whose clock they read. */
    String hours(List<HoursRule> rows) {
        ZoneId zone = rows.get(0).zoneBasis().fixed();
        return Stream.concat(
                        Stream.of(DrlText.quotedOrNull(zone == null ? null : zone.getId())),
                        rows.stream().map(this::hours))
                .collect(Collectors.joining(", "));
    }

    private String hours(HoursRule row) {
        List<String> times = new ArrayList<>();
        row.intervals().forEach(i -> times.add(time(i.open()) + "-" + time(i.close())));
        return "hours(" + DrlText.quoted(row.info().name()) + ", " + DrlText.quoted(Written.days(row.days())) + ", "
                + DrlText.quoted(String.join(" ", times)) + ")" + between(row.info())
                + (row.calendar() == null ? "" : call("calendar", calendars.of(row.calendar())))
                + (row.liftedBy() == null ? "" : call("liftedBy", row.liftedBy()));
    }

    private static String time(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    private static String between(RuleInfo row) {
        return row.effectiveFrom() == null && row.effectiveTo() == null
                ? ""
                : ".between(" + DrlText.quotedOrNull(row.effectiveFrom()) + ", "
                        + DrlText.quotedOrNull(row.effectiveTo()) + ")";
    }

    private static String call(String method, Object argument) {
        return "." + method + "(" + DrlText.quoted(argument.toString()) + ")";
    }
}
