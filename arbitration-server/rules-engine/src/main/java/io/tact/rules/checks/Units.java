package io.tact.rules.checks;

import io.tact.model.Attribute;
import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Fixed;
import io.tact.model.Operand;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Span;
import io.tact.model.Treatment;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Window;
import io.tact.rules.tables.EligibilityRow;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.ScoringRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds figures that are allowed and look as if they were meant in another unit. */
final class Units {
    private static final Pattern MINUTES = Pattern.compile("PT([1-9]|1[0-2])M");
    private static final Pattern DAYS = Pattern.compile("P([1-9])D");
    private static final int LEAST_DAYS = 28;

    /** The months that people name: a quarter, half a year, a year. */
    private static final Set<String> MONTHS = Set.of("1", "3", "6", "12");

    private static final Set<OutcomeType> AGAIN = Set.of(
            OutcomeType.NO_ANSWER, OutcomeType.BUSY, OutcomeType.VOICEMAIL, OutcomeType.FAILED, OutcomeType.LATER);

    private static final Pattern RANGE = Pattern.compile("(-?[\\d.]+) ?(?:to|-|\u2013|\\.\\.) ?(-?[\\d.]+)");
    private static final Fixed HALF = Fixed.parse("0.5");
    private static final BigDecimal FAR = BigDecimal.valueOf(1_000);
    private static final int FEW = 5;

    private final ParsedRuleset ruleset;
    private final String own;
    private final Cells cells;

    Units(ParsedRuleset ruleset, String own, Cells cells) {
        this.ruleset = ruleset;
        this.own = own;
        this.cells = cells;
    }

    void check() {
        ruleset.catalogue().treatments().forEach(this::checkTreatment);
        checkValues();
        for (ScoringRow row : ruleset.scoring()) {
            checkLever("scoring", row.id(), row.effectiveFrom());
            checkRanges("scoring", row.id(), row.effectiveFrom(), row.conditions());
        }
        for (EligibilityRow row : ruleset.eligibility()) {
            checkRanges("eligibility", row.id(), row.effectiveFrom(), row.conditions());
        }
        for (PolicyRule rule : ruleset.policy()) {
            if (rule.info().pack().equals(own)) {
                checkMinutes(rule);
                if (rule instanceof ConsentRule consent && consent.validFor() != null) {
                    checkValidity(consent);
                }
            }
        }
    }

    private void checkTreatment(Treatment treatment) {
        String id = treatment.id();
        checkLever("catalogue", id, null);
        boolean sells = treatment.slot().purpose() == Purpose.MARKETING;
        if (sells && treatment.prior().equals(Fixed.ONE) && !text(id, "prior").isEmpty()) {
            cells.warn(
                    "catalogue",
                    id,
                    null,
                    "prior",
                    "prior (" + text(id, "prior") + ") says that everyone accepts",
                    "Maybe 0.01, if 1 % was meant");
        }
        Fixed share = treatment.controlShare();
        boolean most = share != null && share.compareTo(HALF) >= 0 && share.compareTo(Fixed.ONE) < 0;
        if (most && !text(id, "control_share").isEmpty()) {
            cells.warn(
                    "catalogue",
                    id,
                    null,
                    "control_share",
                    "control_share (" + text(id, "control_share")
                            + ") keeps half of the subscribers or more from the campaign",
                    "Maybe 0.05, for 5 %");
        }
    }

    private String text(String treatment, String column) {
        return cells.text("catalogue", treatment, null, column);
    }

    private void checkLever(String table, String id, @Nullable LocalDate from) {
        String lever = cells.text(table, id, from, "lever");
        if (lever.matches("-?0?\\.\\d*[1-9]\\d*")) {
            BigDecimal percent = new BigDecimal(lever).movePointRight(2).stripTrailingZeros();
            cells.warn(
                    table,
                    id,
                    from,
                    "lever",
                    "lever (" + lever + ") is in percent, and less than one",
                    "Maybe " + percent.toPlainString() + ", for " + percent.toPlainString() + " %");
        }
    }

    /** One value a thousand times that in the middle is probably in cents where the others are in euros. */
    private void checkValues() {
        TreeMap<String, BigDecimal> byOffer = new TreeMap<>();
        ruleset.catalogue().treatments().stream()
                .filter(t -> !text(t.id(), "value").isEmpty())
                .forEach(t -> byOffer.putIfAbsent(t.offer(), t.value().toBigDecimal()));
        if (byOffer.size() < FEW) {
            return;
        }
        List<BigDecimal> sorted = byOffer.values().stream().sorted().toList();
        BigDecimal middle = sorted.get(sorted.size() / 2);
        Set<String> told = new HashSet<>();
        for (Treatment t : ruleset.catalogue().treatments()) {
            BigDecimal value = t.value().toBigDecimal();
            boolean far = value.signum() > 0
                    && middle.signum() > 0
                    && (value.compareTo(middle.multiply(FAR)) >= 0 || middle.compareTo(value.multiply(FAR)) >= 0);
            if (far && !text(t.id(), "value").isEmpty() && told.add(t.offer())) {
                cells.warn(
                        "catalogue",
                        t.id(),
                        null,
                        "value",
                        "value (" + text(t.id(), "value") + ") is a thousand times "
                                + (value.compareTo(middle) > 0 ? "more" : "less") + " than that of most offers",
                        "Maybe it is in another unit: values need the same one everywhere");
            }
        }
    }

    /**
     * A month is not a minute. Few minutes of silence may be meant, so there only what people count in months is told; and
     * nothing after a call that was not answered, which is tried again soon.
     */
    private void checkMinutes(PolicyRule rule) {
        boolean again = rule instanceof CooloffRule cooloff
                && cooloff.outcomes().stream().anyMatch(AGAIN::contains);
        boolean silence = rule instanceof CooloffRule
                || rule instanceof ExclusionRule
                || (rule instanceof CapRule cap && cap.window() instanceof Window.Gap);
        if (!again) {
            List.of("length", "within").forEach(column -> checkMinutes(rule.info(), column, silence));
        }
        checkMinutes(rule.info(), "valid_for", false);
    }

    private void checkMinutes(RuleInfo info, String column, boolean silence) {
        String text = cells.text(info, column);
        Matcher matcher = MINUTES.matcher(text);
        if (matcher.matches() && (!silence || MONTHS.contains(matcher.group(1)))) {
            cells.warn(
                    info,
                    column,
                    column + " (" + text + ") is " + matcher.group(1) + (text.equals("PT1M") ? " minute" : " minutes"),
                    "Maybe P" + matcher.group(1) + "M, for " + (text.equals("PT1M") ? "a month" : "months"));
        }
    }

    private void checkValidity(ConsentRule rule) {
        String text = cells.text(rule.info(), "valid_for");
        Span length = rule.validFor();
        if (length != null && !MINUTES.matcher(text).matches() && isShort(length)) {
            Matcher days = DAYS.matcher(text);
            cells.warn(
                    rule.info(),
                    "valid_for",
                    "valid_for (" + text + ") lets a consent run out within a month",
                    days.matches() ? "Maybe P" + days.group(1) + "Y, for years" : "Maybe P2Y, for two years");
        }
    }

    private static boolean isShort(Span length) {
        return length.period().toTotalMonths() == 0
                && length.period().getDays() + length.duration().toDays() < LEAST_DAYS;
    }

    /** A unit such as {@code 0 to 1} says which figures there are. */
    private void checkRanges(String table, String id, @Nullable LocalDate from, List<Condition> conditions) {
        for (Condition condition : conditions) {
            Attribute attribute = ruleset.dictionary().attributes().get(condition.attribute());
            Matcher matcher = RANGE.matcher(attribute.unit() == null ? "" : attribute.unit());
            if (!matcher.matches() || decimal(matcher.group(1)).compareTo(decimal(matcher.group(2))) >= 0) {
                continue;
            }
            Map<String, BigDecimal> ends = Map.of("low", decimal(matcher.group(1)), "high", decimal(matcher.group(2)));
            boolean outside = condition.operands().stream()
                    .anyMatch(operand -> operand instanceof Operand.Constant constant
                            && constant.value() instanceof AttributeValue.Numeric number
                            && (number.value().toBigDecimal().compareTo(ends.get("low")) < 0
                                    || number.value().toBigDecimal().compareTo(ends.get("high")) > 0));
            String column = attribute.name() + " " + condition.operator().symbol();
            if (outside) {
                cells.warn(
                        table,
                        id,
                        from,
                        column,
                        column + " " + cells.text(table, id, from, column) + ": " + attribute.name() + " is from "
                                + matcher.group(1) + " to " + matcher.group(2),
                        "Maybe the figure is in another unit");
            }
        }
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }
}
