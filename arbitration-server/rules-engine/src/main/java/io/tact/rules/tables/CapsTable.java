package io.tact.rules.tables;

import io.tact.model.Counted;
import io.tact.model.Span;
import io.tact.policy.CapRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code caps}. */
final class CapsTable {
    /** For how many days contacts are remembered: no window may be longer. */
    static final int RETENTION_DAYS = 400;

    private enum Kind {
        ROLLING,
        CALENDAR,
        GAP
    }

    private enum Mode {
        COUNT,
        DISTINCT_CHANNELS,
        DISTINCT_OFFERS
    }

    private CapsTable() {}

    static void read(Table table, PolicyRows policy, List<PolicyRule> rules) {
        for (TableRow row : table.rows()) {
            RuleInfo info = policy.info(row);
            CapRule.Level level = row.get("level", CellTypes.oneOf(CapRule.Level.class), CapRule.Level.SUBSCRIBER);
            Scope scope = policy.scope(row);
            Kind kind = row.get("window", CellTypes.oneOf(Kind.class));
            Window window = kind == null ? null : window(row, kind);
            ZoneBasis basis = PolicyRows.zoneBasis(row);
            int max = max(row, kind);
            Counted counts = row.get("counts", CellTypes.oneOf(Counted.class), Counted.ATTEMPTS);
            Set<CapRule.Key> keys = keys(row);
            checkMode(row);
            if (info != null && window != null && !row.isBad()) {
                CapRule rule = new CapRule(info, scope, level, window, basis, max, counts, keys);
                rules.add(rule);
                policy.stands(rule, row);
            }
        }
    }

    private static Set<CapRule.Key> keys(TableRow row) {
        if (row.text("key").equalsIgnoreCase("ALL")) {
            return Set.of();
        }
        CapRule.Key key = row.get("key", CellTypes.oneOf(CapRule.Key.class));
        return key == null ? Set.of() : Set.of(key);
    }

    private static @Nullable Window window(TableRow row, Kind kind) {
        if (kind == Kind.CALENDAR) {
            Window.Unit unit = row.get("length", CapsTable::unit);
            return unit == null ? null : new Window.Calendar(unit);
        }
        Span length = row.get("length", text -> span(text, kind));
        if (length == null) {
            return null;
        }
        return kind == Kind.GAP ? new Window.Gap(length) : new Window.Rolling(length);
    }

    private static Window.Unit unit(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "DAY", "P1D" -> Window.Unit.DAY;
            case "WEEK", "P1W", "P7D" -> Window.Unit.WEEK;
            case "MONTH", "P1M" -> Window.Unit.MONTH;
            default -> throw CellException.mustBe(
                    text,
                    "DAY (or P1D), WEEK (P1W or P7D) or MONTH (P1M) for a CALENDAR window",
                    "Maybe the window should be ROLLING");
        };
    }

    private static Span span(String text, Kind kind) {
        for (Window.Unit unit : Window.Unit.values()) {
            if (unit.name().equalsIgnoreCase(text)) {
                throw CellException.mustBe(
                        text,
                        "a length of time such as PT24H or P30D for a " + kind + " window",
                        "Maybe the window should be CALENDAR");
            }
        }
        return CellTypes.span(RETENTION_DAYS).read(text);
    }

    private static int max(TableRow row, @Nullable Kind kind) {
        Integer max = row.get("max", CellTypes::count);
        if (kind == Kind.GAP) {
            if (max != null && max != 1) {
                row.error("max", "max (" + max + ") of a GAP must be 1", "Leave it empty, or maybe use ROLLING");
            }
            return 1;
        }
        if (kind != null && !row.has("max")) {
            row.error("max", "max must not be empty", "Only a GAP needs none");
        }
        return max == null ? 0 : max;
    }

    private static void checkMode(TableRow row) {
        if (row.text("mode").toUpperCase(Locale.ROOT).startsWith("SUM")) {
            row.error("mode", "mode " + Texts.brief(row.text("mode")) + " is not supported yet", "Only COUNT is");
            return;
        }
        Mode mode = row.get("mode", CellTypes.oneOf(Mode.class), Mode.COUNT);
        if (mode != Mode.COUNT) {
            row.error("mode", "mode " + mode + " is not supported yet", "Only COUNT is");
        }
    }
}
