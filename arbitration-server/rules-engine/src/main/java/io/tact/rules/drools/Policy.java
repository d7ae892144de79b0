package io.tact.rules.drools;

import io.tact.model.Channel;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Selector;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyCheck;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.Situation;
import io.tact.policy.SlotPolicy;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of contact policy for one decision, as the DRL that {@link DrlPrinter} prints asks for it: each method
 * judges one row, given in its arguments. Belongs to one thread.
 */
public final class Policy {
    /** Hours say the same to every message. */
    private static final Slot ANY_SLOT = new Slot(
            new Channel("ANY"),
            Direction.OUTBOUND,
            Purpose.MARKETING,
            null,
            null,
            null,
            SenderClass.SYSTEM,
            null,
            null);

    private final Situation situation;

    public Policy(Situation situation) {
        this.situation = situation;
    }

    /** Whether a row of that jurisdiction binds the subscriber. */
    public boolean binds(String jurisdiction) {
        return info("policy#row", jurisdiction, null, null)
                .binds(situation.where());
    }

    /**
     * Whether a message would pass a cap.
     *
     * @param scope which contacts count
     * @param level whose contacts are counted together
     * @param window {@code ROLLING P7D}, {@code CALENDAR WEEK}, {@code GAP PT24H}
     * @param zone a named zone; null for the subscriber's own
     * @param max how many are allowed
     * @param counts what counts
     * @param key what else they must share with the message, separated by blanks; empty for nothing
     */
    public boolean capReached(
            Slot slot,
            Messages scope,
            String level,
            String window,
            @Nullable String zone,
            int max,
            String counts,
            String key) {
        return objects(
                slot,
                new CapRule(
                        info("caps#row"),
                        scope.scope(),
                        CapRule.Level.valueOf(level),
                        window(window),
                        basis(zone),
                        max,
                        Counted.valueOf(counts),
                        words(key).map(CapRule.Key::valueOf).collect(Collectors.toSet())));
    }

    /** Whether the agreement a model needs is missing. */
    public boolean lacksConsent(Slot slot, String model, @Nullable String validFor) {
        return objects(
                slot,
                new ConsentRule(info("consent#row"), Messages.ANY, ConsentRule.Model.valueOf(model), span(validFor)));
    }

    /** Whether a contact with {@code a} within that time excludes {@code b}, or the other way round. */
    public boolean notTogether(Slot slot, Selector a, Selector b, @Nullable String within) {
        return objects(
                slot, new ExclusionRule.NeverTogether(info("exclusions#row"), a, b, span(within), List.of(), Set.of()));
    }

    /** Whether a contact of the same value within that time excludes another. */
    public boolean onlyOnePer(Slot slot, String dimension, @Nullable String only, @Nullable String within) {
        return objects(
                slot,
                new ExclusionRule.OnePer(
                        info("exclusions#row"),
                        Selector.Dimension.valueOf(dimension),
                        only,
                        span(within),
                        List.of(),
                        Set.of()));
    }

    /** The row to name if the timetable of these rows is closed; null if it is open. */
    public @Nullable String outsideHours(@Nullable String zone, Hours... rows) {
        return firstObjection(HoursRule.Kind.ALLOW, zone, rows);
    }

    /** The row itself if its quiet hours are now; null if not. */
    public @Nullable String withinQuietHours(@Nullable String zone, Hours row) {
        return firstObjection(HoursRule.Kind.QUIET, zone, row);
    }

    /** Messages of any kind, to be narrowed down. */
    public static Messages messages() {
        return new Messages(Messages.ANY);
    }

    /**
     * One row of hours.
     *
     * @param row its name, such as {@code hours#weekdays}
     * @param days days of the week, separated by blanks; empty for all
     * @param times such as {@code 10:00-13:00 14:00-20:00}
     */
    public static Hours hours(String row, String days, String times) {
        return new Hours(row, days, times, null, null);
    }

    /** As {@link #hours(String, String, String)}, in force from one local day to another; null for no end. */
    public static Hours hours(String row, String days, String times, @Nullable String from, @Nullable String to) {
        return new Hours(row, days, times, from, to);
    }

    /** One row of hours, as written. */
    public record Hours(String row, String days, String times, @Nullable String from, @Nullable String to) {
        HoursRule rule(HoursRule.Kind kind, @Nullable String zone) {
            RuleInfo info = info(row, null, from, to);
            return new HoursRule(
                    info,
                    Messages.ANY,
                    kind,
                    words(days).map(DayOfWeek::valueOf).collect(Collectors.toSet()),
                    words(times).map(Hours::interval).toList(),
                    basis(zone));
        }

        private static HoursRule.Interval interval(String times) {
            String[] ends = times.split("-", 2);
            return new HoursRule.Interval(minute(ends[0]), minute(ends[1]));
        }

        private static int minute(String time) {
            String[] parts = time.split(":", 2);
            return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
        }
    }

    /** Which contacts count, narrowed down step by step. */
    public record Messages(Scope scope) {
        private static final Scope ANY =
                new Scope(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

        public Messages channels(String... names) {
            Set<Channel> channels = Arrays.stream(names).map(Channel::new).collect(Collectors.toSet());
            return with(channels, scope.directions(), scope.purposes(), scope.categories());
        }

        public Messages directions(String... names) {
            Set<Direction> directions =
                    Arrays.stream(names).map(Direction::valueOf).collect(Collectors.toSet());
            return with(scope.channels(), directions, scope.purposes(), scope.categories());
        }

        public Messages purposes(String... names) {
            Set<Purpose> purposes = Arrays.stream(names).map(Purpose::valueOf).collect(Collectors.toSet());
            return with(scope.channels(), scope.directions(), purposes, scope.categories());
        }

        public Messages categories(String... names) {
            return with(scope.channels(), scope.directions(), scope.purposes(), Set.of(names));
        }

        public Messages senders(String... names) {
            return by(Set.of(names), scope.senderClasses(), scope.campaigns(), scope.offers());
        }

        public Messages senderClasses(String... names) {
            Set<SenderClass> classes =
                    Arrays.stream(names).map(SenderClass::valueOf).collect(Collectors.toSet());
            return by(scope.senders(), classes, scope.campaigns(), scope.offers());
        }

        public Messages campaigns(String... ids) {
            return by(scope.senders(), scope.senderClasses(), Set.of(ids), scope.offers());
        }

        public Messages offers(String... ids) {
            return by(scope.senders(), scope.senderClasses(), scope.campaigns(), Set.of(ids));
        }

        private Messages with(
                Set<Channel> channels, Set<Direction> directions, Set<Purpose> purposes, Set<String> categories) {
            return new Messages(new Scope(
                    channels,
                    directions,
                    purposes,
                    categories,
                    scope.senders(),
                    scope.senderClasses(),
                    scope.campaigns(),
                    scope.offers()));
        }

        private Messages by(Set<String> senders, Set<SenderClass> classes, Set<String> campaigns, Set<String> offers) {
            return new Messages(new Scope(
                    scope.channels(),
                    scope.directions(),
                    scope.purposes(),
                    scope.categories(),
                    senders,
                    classes,
                    campaigns,
                    offers));
        }
    }

    private @Nullable String firstObjection(HoursRule.Kind kind, @Nullable String zone, Hours... rows) {
        List<PolicyRule> rules =
                Arrays.stream(rows).<PolicyRule>map(row -> row.rule(kind, zone)).toList();
        List<Reason> reasons = reasons(ANY_SLOT, rules);
        return reasons.isEmpty() ? null : reasons.get(0).rule();
    }

    private boolean objects(Slot slot, PolicyRule rule) {
        return !reasons(slot, List.of(rule)).isEmpty();
    }

    private List<Reason> reasons(Slot slot, List<PolicyRule> rules) {
        return new PolicyCheck(situation)
                .reasons(new SlotPolicy(slot, rules), situation.subscriber().destination(slot.channel()));
    }

    private static RuleInfo info(String name) {
        return info(name, null, null, null);
    }

    private static RuleInfo info(
            String name, @Nullable String jurisdiction, @Nullable String from, @Nullable String to) {
        int mark = name.indexOf('#');
        return new RuleInfo(
                name.substring(0, mark), name.substring(mark + 1), "", jurisdiction, date(from), date(to), null);
    }

    private static @Nullable LocalDate date(@Nullable String iso) {
        return iso == null ? null : LocalDate.parse(iso);
    }

    private static @Nullable Span span(@Nullable String iso) {
        return iso == null ? null : Span.parse(iso);
    }

    private static ZoneBasis basis(@Nullable String zone) {
        return zone == null ? ZoneBasis.SUBSCRIBER : new ZoneBasis(ZoneId.of(zone));
    }

    private static Window window(String written) {
        String[] parts = written.split(" ", 2);
        return switch (parts[0].toUpperCase(Locale.ROOT)) {
            case "ROLLING" -> new Window.Rolling(Span.parse(parts[1]));
            case "CALENDAR" -> new Window.Calendar(Window.Unit.valueOf(parts[1]));
            case "GAP" -> new Window.Gap(Span.parse(parts[1]));
            default -> throw new IllegalArgumentException("window \"" + written + "\" is none");
        };
    }

    private static Stream<String> words(String written) {
        return Arrays.stream(written.split(" ")).filter(w -> !w.isEmpty());
    }
}
