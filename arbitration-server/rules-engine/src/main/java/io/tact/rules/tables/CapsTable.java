package io.tact.rules.tables;

import io.tact.model.Counted;
import io.tact.model.Fixed;
import io.tact.model.Span;
import io.tact.policy.CapRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code caps}. */
final class CapsTable {
    /** For how many days contacts are remembered: no window may be longer. */
    static final int RETENTION_DAYS = 400;

    /** The modes by what tables call them. */
    static final Map<String, CapRule.Mode> MODES = modes();

    /** What a window may be. */
    enum Kind {
        ROLLING,
        CALENDAR,
        GAP
    }

    private CapsTable() {}

    static void read(Table table, PolicyRows policy) {
        for (TableRow row : table.rows()) {
            RuleInfo info = policy.info(row);
            CapRule.Level level = row.get("level", CellTypes.oneOf(CapRule.Level.class), CapRule.Level.SUBSCRIBER);
            Scope scope = policy.scope(row);
            Kind kind = row.get("window", CellTypes.oneOf(Kind.class));
            Window window = kind == null ? null : window(row, kind);
            ZoneBasis basis = PolicyRows.zoneBasis(row);
            CapRule.Mode mode = row.get("mode", CapsTable::mode, CapRule.Mode.COUNT);
            Fixed max = max(row, kind, mode);
            Counted counts = row.get("counts", CellTypes.oneOf(Counted.class), Counted.ATTEMPTS);
            Set<CapRule.Key> keys = keys(row, policy.part());
            if (info != null && window != null && !row.isBad()) {
                policy.add(new CapRule(info, scope, level, window, basis, max, counts, keys, mode), row);
            }
        }
    }

    /** What counted contacts must share: in a pack the sender, unless it says otherwise. */
    private static Set<CapRule.Key> keys(TableRow row, Part part) {
        Set<CapRule.Key> otherwise = part.isPack() ? Set.of(CapRule.Key.PER_SENDER) : Set.of();
        return row.get("key", CellTypes.setOrAll(CapRule.Key.class), otherwise);
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

    private static Fixed max(TableRow row, @Nullable Kind kind, CapRule.Mode mode) {
        Fixed max = row.get("max", text -> isSum(mode) ? CellTypes.notNegative(text) : Fixed.of(CellTypes.count(text)));
        if (kind == Kind.GAP) {
            if (mode != CapRule.Mode.COUNT) {
                row.error("mode", "mode (\"" + row.text("mode") + "\") of a GAP must be COUNT", "Maybe use ROLLING");
            } else if (max != null && !max.equals(Fixed.ONE)) {
                row.error("max", "max (" + max + ") of a GAP must be 1", "Leave it empty, or maybe use ROLLING");
            }
            return Fixed.ONE;
        }
        if (kind != null && !row.has("max")) {
            row.error("max", "max must not be empty", "Only a GAP needs none");
        }
        return max == null ? Fixed.ZERO : max;
    }

    private static boolean isSum(CapRule.Mode mode) {
        return mode.name().startsWith("SUM_");
    }

    private static CapRule.Mode mode(String text) {
        CapRule.Mode mode = MODES.get(text.toUpperCase(Locale.ROOT).replace(" ", ""));
        if (mode == null) {
            throw CellException.mustBe(
                    text, "one of " + String.join(", ", MODES.keySet()), Closest.advice(text, MODES.keySet()));
        }
        return mode;
    }

    /** The modes as tables write them: {@code SUM(VALUE)} for a sum of values. */
    private static Map<String, CapRule.Mode> modes() {
        Map<String, CapRule.Mode> modes = new LinkedHashMap<>();
        for (CapRule.Mode mode : CapRule.Mode.values()) {
            modes.put(mode.name().replaceFirst("^SUM_(.*)$", "SUM($1)"), mode);
        }
        return modes;
    }
}
