package io.tact.rules.drools;

import io.tact.facts.Factor;
import io.tact.facts.History;
import io.tact.facts.Profile;
import io.tact.facts.Request;
import io.tact.facts.Select;
import io.tact.facts.TableHits;
import io.tact.facts.Times;
import io.tact.facts.Verdicts;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.rules.drools.allowed.Allowed;
import io.tact.rules.tables.Closest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The facts and functions that rules may use, to find the one that was probably meant. */
final class Callables {
    private static final List<String> FACTS = List.of("Request", "Profile", "Slot", "History", "TableHits");
    private static final List<Class<?>> TYPES = List.of(
            Request.class,
            Profile.class,
            Slot.class,
            History.class,
            TableHits.class,
            Verdicts.class,
            Direction.class,
            Purpose.class,
            SenderClass.class,
            Factor.class);

    private Callables() {}

    /** {@code Maybe Profile}, else the facts there are. */
    static String fact(String written) {
        return Closest.adviceOrList(written, FACTS).replaceFirst("^There are ", "The facts are ");
    }

    /** What a fact, the verdicts or an enumeration have of that name; empty if nothing is close. */
    static String member(String type, String written) {
        return TYPES.stream()
                .filter(known -> known.getSimpleName().equals(type))
                .findFirst()
                .map(known -> close(written, members(known)))
                .orElse("");
    }

    /** A function such as {@code category("…")} or {@code day("…")}; empty if none is close. */
    static String function(String written) {
        Set<String> all = members(Select.class);
        all.addAll(members(Times.class));
        return close(written, all);
    }

    private static String close(String written, Set<String> names) {
        return names.contains(written) ? "Maybe an argument is of another kind" : Closest.advice(written, names);
    }

    /** A function of {@code accumulate}. */
    static String aggregate(String written) {
        return Closest.adviceOrList(written, Allowed.AGGREGATES);
    }

    private static Set<String> members(Class<?> type) {
        Set<String> names = new TreeSet<>();
        if (type.isEnum()) {
            Arrays.stream(type.getEnumConstants()).map(Object::toString).forEach(names::add);
            return names;
        }
        Arrays.stream(type.getMethods())
                .filter(m -> m.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .forEach(names::add);
        return names;
    }
}
