package io.tact.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T23:30:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void isSatisfiedByAnUnsetAttributeOnlyWhereItAsksForThat() {
        for (Operator operator : Operator.values()) {
            if (operator != Operator.IS_SET) {
                assertThat(holds(operator, null, number("1")))
                        .as("%s", operator)
                        .isFalse();
            }
        }
        assertThat(holds(Operator.IS_SET, null, flag(false))).isTrue();
        assertThat(holds(Operator.IS_SET, null, flag(true))).isFalse();
        assertThat(holds(Operator.IS_SET, number("1"), flag(true))).isTrue();
        assertThat(holds(Operator.IS_SET, number("1"), flag(false))).isFalse();
    }

    @Test
    void comparesNumbersExactly() {
        AttributeValue balance = number("499.999999");
        assertThat(holds(Operator.LT, balance, number("500"))).isTrue();
        assertThat(holds(Operator.LE, number("500"), number("500"))).isTrue();
        assertThat(holds(Operator.LT, number("500"), number("500"))).isFalse();
        assertThat(holds(Operator.GE, balance, number("500"))).isFalse();
        assertThat(holds(Operator.GT, number("500.000001"), number("500"))).isTrue();
        assertThat(holds(Operator.EQ, number("0.50"), number("0.5"))).isTrue();
        assertThat(holds(Operator.NE, number("0.5"), number("0.5"))).isFalse();
    }

    @Test
    void looksForOneOfSeveralTexts() {
        assertThat(holds(Operator.IN, text("B"), text("A"), text("B"))).isTrue();
        assertThat(holds(Operator.NOT_IN, text("B"), text("A"), text("B"))).isFalse();
        assertThat(holds(Operator.NOT_IN, text("C"), text("A"), text("B"))).isTrue();
        assertThat(holds(Operator.EQ, text("b"), text("B")))
                .as("texts compare exactly")
                .isFalse();
    }

    @Test
    void countsDaysFromTheSubscribersToday() {
        // In Paris it is the 24th already.
        Condition ending = new Condition(0, Operator.LE, List.of(new Operand.FromNow(Span.parse("P30D"))));
        assertThat(ending.holds(day("2026-12-24"), NOW, PARIS)).isTrue();
        assertThat(ending.holds(day("2026-12-25"), NOW, PARIS)).isFalse();
        assertThat(ending.holds(day("2026-12-24"), NOW, ZoneId.of("UTC"))).isFalse();
    }

    @Test
    void countsElapsedTimeFromNow() {
        Condition soon = new Condition(0, Operator.LT, List.of(new Operand.FromNow(Span.parse("PT2H"))));
        AttributeSource before = o -> new AttributeValue.Moment(Instant.parse("2026-11-24T01:29:59.999Z"));
        AttributeSource then = o -> new AttributeValue.Moment(Instant.parse("2026-11-24T01:30:00Z"));
        assertThat(soon.holds(before, NOW, PARIS)).isTrue();
        assertThat(soon.holds(then, NOW, PARIS)).isFalse();
    }

    @Test
    void findsNoOrderBetweenTexts() {
        assertThatThrownBy(() -> Condition.compare(text("A"), text("B"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Condition.compare(number("1"), null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean holds(Operator operator, @Nullable AttributeValue value, AttributeValue... operands) {
        List<Operand> constants = Arrays.stream(operands)
                .map(o -> (Operand) new Operand.Constant(o))
                .toList();
        return new Condition(0, operator, constants).holds(ordinal -> value, NOW, PARIS);
    }

    private static AttributeSource day(String day) {
        return ordinal -> new AttributeValue.Day(LocalDate.parse(day));
    }

    private static AttributeValue number(String text) {
        return new AttributeValue.Numeric(Fixed.parse(text));
    }

    private static AttributeValue text(String text) {
        return new AttributeValue.Text(text);
    }

    private static AttributeValue flag(boolean value) {
        return new AttributeValue.Flag(value);
    }
}
