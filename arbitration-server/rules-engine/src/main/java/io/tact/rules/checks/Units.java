package io.tact.rules.checks;

import io.tact.model.Attribute;
import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Fixed;
import io.tact.model.Operand;
import io.tact.model.Purpose;
import io.tact.model.Treatment;
import io.tact.policy.ConsentRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
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
    private static final Pattern DAYS = Pattern.compile("P([1-9]\\d?)D|PT\\d+[HMS]");
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
                List.of("length", "within", "valid_for").forEach(column -> checkMinutes(rule.info(), column));
                if (rule instanceof ConsentRule consent && consent.validFor() != null) {
                    checkValidity(consent.info());
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

    private void checkMinutes(RuleInfo info, String column) {
        String text = cells.text(info, column);
        Matcher matcher = MINUTES.matcher(text);
        if (matcher.matches()) {
            cells.warn(
                    info,
                    column,
                    column + " (" + text + ") is " + matcher.group(1) + (text.equals("PT1M") ? " minute" : " minutes"),
                    "Maybe P" + matcher.group(1) + "M, for " + (text.equals("PT1M") ? "a month" : "months"));
        }
    }

    private void checkValidity(RuleInfo info) {
        String text = cells.text(info, "valid_for");
        Matcher matcher = DAYS.matcher(text);
        boolean days = matcher.matches();
        if (days
                && !MINUTES.matcher(text).matches()
                && (matcher.group(1) == null || Integer.parseInt(matcher.group(1)) < 30)) {
            cells.warn(
                    info,
                    "valid_for",
                    "valid_for (" + text + ") lets a consent run out within a month",
                    matcher.group(1) == null
                            ? "Maybe P2Y, for two years"
                            : "Maybe P" + matcher.group(1) + "Y, for years");
        }
    }

    /** A unit such as {@code 0 to 1} says which figures there are. */
    private void checkRanges(String table, String id, @Nullable LocalDate from, List<Condition> conditions) {
        for (Condition condition : conditions) {
            Attribute attribute = ruleset.dictionary().attributes().get(condition.attribute());
            Matcher matcher = RANGE.matcher(attribute.unit() == null ? "" : attribute.unit());
            if (!matcher.matches()) {
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
