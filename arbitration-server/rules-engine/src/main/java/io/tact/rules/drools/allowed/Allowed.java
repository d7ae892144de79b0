package io.tact.rules.drools.allowed;

import io.tact.facts.Factor;
import io.tact.facts.History;
import io.tact.facts.Profile;
import io.tact.facts.Request;
import io.tact.facts.Select;
import io.tact.facts.TableHits;
import io.tact.facts.Times;
import io.tact.facts.Verdicts;
import io.tact.model.Amounts;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Selector;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What rules may say. Nothing here writes but {@link Verdicts}; nothing makes a text longer than its parts; nothing takes
 * longer than its arguments are long, but the counting of contacts, which takes as long as the history is.
 */
public final class Allowed {
    /** The facts that a condition may look at. */
    public static final List<Class<?>> FACTS =
            List.of(Request.class, Profile.class, Slot.class, History.class, TableHits.class);

    /** Facts of which there may be many in one decision: each more in a rule multiplies the work. */
    public static final Set<String> MANY = Set.of(Slot.class.getSimpleName());

    /** What {@code from accumulate(…)} may give. */
    public static final Set<String> NUMBERS = Set.of("Number", "Integer", "Long", "Double");

    /** The functions of {@code accumulate}. */
    public static final Set<String> AGGREGATES = new TreeSet<>(Set.of("count", "sum", "average", "min", "max"));

    /** The classes whose static methods are called by their names alone. */
    public static final List<Class<?>> FUNCTIONS = List.of(Select.class, Times.class);

    /** The enumerations whose constants rules may write. */
    public static final List<Class<? extends Enum<?>>> ENUMS =
            List.of(Direction.class, Purpose.class, SenderClass.class, Factor.class);

    /** The name of the one thing rules write to. */
    public static final String VERDICTS = "verdicts";

    /** The members that authors may use in conditions and actions. */
    public static final Members MEMBERS = facts().plus(values()).plus(times());

    /** The types of local values in actions. */
    public static final Map<String, Class<?>> LOCALS = Map.of(
            "int", int.class,
            "long", long.class,
            "double", double.class,
            "boolean", boolean.class,
            "String", String.class);

    private Allowed() {}

    private static Members facts() {
        String[] readers = {"isSet", "text", "number", "flag", "date", "instant"};
        Members members = new Members()
                .methods(Request.class, readers)
                .methods(Request.class, "getDirection", "asksFor", "getLocalTime", "getToday", "dayIn")
                .methods(Request.class, "momentIn", "getNow")
                .methods(Profile.class, readers)
                .methods(Profile.class, "getSubscriber", "getLanguage", "getJurisdiction", "getLines", "hasRelation")
                .methods(History.class, "contacts", "outcomes")
                .methods(TableHits.class, "matched")
                .methods(Slot.class, "channel", "direction", "purpose", "category", "subject", "sender")
                .methods(Slot.class, "senderClass", "campaign", "offer")
                .methods(Slot.class, "confirmsOptOut")
                .mention(Amounts.class, Selector.class)
                .methods(Verdicts.class, "ineligible", "withhold", "defer", "prefer", "score")
                .methods(Verdicts.class, "doNotMention", "mustMention")
                .methods(Channel.class, "name");
        FUNCTIONS.forEach(members::functions);
        ENUMS.forEach(members::constants);
        return members;
    }

    private static Members values() {
        return new Members()
                .methods(String.class, "length", "isEmpty", "isBlank", "startsWith", "endsWith", "contains", "equals")
                .methods(String.class, "equalsIgnoreCase", "compareTo", "indexOf", "substring", "trim", "strip")
                .methods(String.class, "toUpperCase", "toLowerCase")
                .methods(Math.class, "min", "max", "abs", "floor", "ceil", "round")
                .methods(Integer.class, "intValue", "longValue", "doubleValue", "compareTo", "equals")
                .methods(Long.class, "intValue", "longValue", "doubleValue", "compareTo", "equals")
                .methods(Double.class, "intValue", "longValue", "doubleValue", "compareTo", "equals")
                .methods(Number.class, "intValue", "longValue", "doubleValue")
                .methods(Boolean.class, "booleanValue", "equals");
    }

    private static Members times() {
        String[] calendar = {
            "plusDays", "plusWeeks", "plusMonths", "plusYears", "minusDays", "minusWeeks", "minusMonths"
        };
        String[] fields = {"getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getMonth", "getMonthValue", "getYear"};
        String[] order = {"isBefore", "isAfter", "equals", "compareTo"};
        String[] clock = {"getHour", "getMinute", "plusHours", "plusMinutes", "minusHours", "minusMinutes"};
        return new Members()
                .methods(LocalDate.class, calendar)
                .methods(LocalDate.class, fields)
                .methods(LocalDate.class, order)
                .methods(LocalDate.class, "minusYears", "isEqual", "lengthOfMonth", "isLeapYear", "atStartOfDay")
                .methods(ZonedDateTime.class, calendar)
                .methods(ZonedDateTime.class, fields)
                .methods(ZonedDateTime.class, order)
                .methods(ZonedDateTime.class, clock)
                .methods(ZonedDateTime.class, "minusYears", "isEqual", "toLocalDate", "toLocalTime", "toInstant")
                .methods(ZonedDateTime.class, "getZone")
                .methods(LocalTime.class, clock)
                .methods(LocalTime.class, order)
                .methods(Instant.class, order)
                .methods(Instant.class, "plusSeconds", "minusSeconds", "atZone")
                .methods(ZoneId.class, "getId")
                .constants(DayOfWeek.class)
                .methods(DayOfWeek.class, "getValue")
                .constants(Month.class)
                .methods(Month.class, "getValue");
    }
}
