package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BudgetsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Slot SMS = slot("SMS");

    private static Slot slot(String channel) {
        return new Slot(
                new Channel(channel),
                Direction.OUTBOUND,
                Purpose.MARKETING,
                null,
                null,
                null,
                SenderClass.CVM,
                "C",
                "PHONE-X");
    }

    private static BudgetRule budget(BudgetRule.Period period, String zone) {
        Scope sms = new Scope(
                Set.of(new Channel("SMS")), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
        RuleInfo info = new RuleInfo("budgets", "b", "own", null, null, LocalDate.parse("2027-12-31"), null);
        return new BudgetRule(info, sms, period, ZoneId.of(zone), 100);
    }

    @Test
    void anHourIsOneOfTheZonesClock() {
        BudgetPeriod india = budget(BudgetRule.Period.HOUR, "Asia/Kolkata").periodAt(NOON);
        assertThat(india)
                .isEqualTo(new BudgetPeriod("b", "HOUR 2026-11-23T11:30:00Z", Instant.parse("2026-11-23T12:30:00Z")));
        assertThat(india.isOver(Instant.parse("2026-11-23T12:29:59.999Z"))).isFalse();
        assertThat(india.isOver(Instant.parse("2026-11-23T12:30:00Z"))).isTrue();
    }

    @Test
    void theHourThatTheClockShowsTwiceIsTwoPeriods() {
        BudgetRule paris = budget(BudgetRule.Period.HOUR, "Europe/Paris");
        assertThat(paris.periodAt(Instant.parse("2026-10-25T00:30:00Z")))
                .isNotEqualTo(paris.periodAt(Instant.parse("2026-10-25T01:30:00Z")));
    }

    @Test
    void aDayIsAsLongAsTheZoneMakesIt() {
        BudgetPeriod longDay =
                budget(BudgetRule.Period.DAY, "Europe/Paris").periodAt(Instant.parse("2026-10-25T12:00:00Z"));
        assertThat(longDay)
                .isEqualTo(new BudgetPeriod("b", "DAY 2026-10-24T22:00:00Z", Instant.parse("2026-10-25T23:00:00Z")));
    }

    @Test
    void aStockHasOnePeriodForGood() {
        BudgetRule stock = budget(BudgetRule.Period.TOTAL, "UTC");
        assertThat(stock.periodAt(NOON)).isEqualTo(new BudgetPeriod("b", "TOTAL", null));
        assertThat(stock.periodAt(NOON).isOver(Instant.MAX)).isFalse();
    }

    @Test
    void coversWhatItsScopeSaysWhileItIsInForce() {
        BudgetRule stock = budget(BudgetRule.Period.TOTAL, "UTC");
        assertThat(stock.covers(SMS, NOON)).isTrue();
        assertThat(stock.covers(slot("EMAIL"), NOON)).isFalse();
        assertThat(stock.covers(SMS, Instant.parse("2028-01-01T00:00:00Z"))).isFalse();
    }

    @Test
    void saysNoWhenPicksHaveDrawnWhatIsLeftAndWhenThatEnds() {
        BudgetRule hour = budget(BudgetRule.Period.HOUR, "UTC");
        BudgetsLeft left = new BudgetsLeft(Map.of("b", new BudgetsLeft.Left(1, NOON.plusSeconds(3600))));
        assertThat(left.objections(List.of(hour), SMS, NOON, List.of())).isEmpty();
        assertThat(left.objections(List.of(hour), SMS, NOON, List.of(slot("EMAIL"))))
                .isEmpty();
        List<Reason> reasons = left.objections(List.of(hour), SMS, NOON, List.of(SMS));
        assertThat(reasons).hasSize(1);
        assertThat(reasons.get(0).code()).isEqualTo(Reason.Code.BUDGET);
        assertThat(reasons.get(0).rule()).isEqualTo("budgets#b");
        assertThat(reasons.get(0).max()).isEqualTo(100L);
        assertThat(reasons.get(0).window()).isEqualTo("HOUR");
        assertThat(reasons.get(0).nextAllowedAt()).isEqualTo(NOON.plusSeconds(3600));
        assertThat(BudgetsLeft.ALL.objections(List.of(hour), SMS, NOON, List.of(SMS)))
                .isEmpty();
    }

    @Test
    void refusesLessThanNothing() {
        BudgetRule stock = budget(BudgetRule.Period.TOTAL, "UTC");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BudgetRule(stock.info(), stock.scope(), stock.period(), stock.zone(), -1))
                .withMessageContaining("budgets#b");
    }
}
