package io.tact.rules.packs;

import io.tact.model.Channel;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.HolidayCalendar;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.RuleKind;
import io.tact.policy.Scope;
import io.tact.policy.Window;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** A pack at a glance: what of it is in force on the day of its review or comes later, channel by channel. */
final class Overview {
    /** The channels that have a column. */
    static final List<Channel> CHANNELS = List.of(
            new Channel("CALL_CENTRE"),
            new Channel("IVR"),
            new Channel("SMS"),
            new Channel("EMAIL"),
            new Channel("PUSH"));

    private final ShownPack shown;
    private final LocalDate day;

    Overview(ShownPack shown) {
        this.shown = shown;
        this.day = shown.pack().reviewed();
    }

    /** What the pack says of outbound messages on a channel, by aspect. */
    List<Brief> of(Channel channel) {
        List<Brief> briefs = new ArrayList<>();
        List<PolicyRule> current = shown.rules().stream()
                .filter(rule -> rule.info().effectiveTo() == null
                        || !rule.info().effectiveTo().isBefore(day))
                .toList();
        for (List<HoursRule> rows : new Together(current).all()) {
            if (covers(rows.get(0).scope(), channel)) {
                hours(rows, briefs);
            }
        }
        for (PolicyRule rule : current) {
            if (rule instanceof CapRule row && covers(row.scope(), channel)) {
                add(briefs, Aspect.CAPS, cap(row), row.scope(), List.of(row), RuleKind.CAPS);
            } else if (rule instanceof ConsentRule row && covers(row.scope(), channel)) {
                add(briefs, Aspect.CONSENT, consent(row), row.scope(), List.of(row), RuleKind.CONSENT);
            } else if (rule instanceof CooloffRule row && covers(row.scope(), channel)) {
                add(briefs, Aspect.REFUSAL, cooloff(row), row.scope(), List.of(row), RuleKind.COOLOFFS);
            }
        }
        return inOrder(briefs);
    }

    /** By aspect; what is about parts of the jurisdiction only is counted, and told where the rows stand. */
    private List<Brief> inOrder(List<Brief> briefs) {
        List<Brief> all = new ArrayList<>();
        for (Aspect aspect : Aspect.values()) {
            List<Brief> ofParts = new ArrayList<>();
            for (Brief brief : briefs) {
                if (brief.aspect() == aspect) {
                    (isOfWhole(brief) ? all : ofParts).add(brief);
                }
            }
            long parts =
                    ofParts.stream().map(b -> b.row().jurisdiction()).distinct().count();
            if (parts > 0) {
                Brief first = ofParts.get(0);
                String words = parts == 1
                        ? first.words() + " in " + first.row().jurisdiction()
                        : "more in " + parts + " parts of it";
                all.add(new Brief(aspect, words, first.row(), ofParts.stream().allMatch(Brief::verified)));
            }
        }
        return all;
    }

    private boolean isOfWhole(Brief brief) {
        return Objects.equals(brief.row().jurisdiction(), shown.pack().jurisdiction());
    }

    private static boolean covers(Scope scope, Channel channel) {
        return (scope.channels().isEmpty() || scope.channels().contains(channel))
                && (scope.directions().isEmpty() || scope.directions().contains(Direction.OUTBOUND));
    }

    private void hours(List<HoursRule> rows, List<Brief> briefs) {
        Scope scope = rows.get(0).scope();
        boolean quiet = rows.get(0).kind() == HoursRule.Kind.QUIET;
        for (HoursRule row : rows) {
            Set<java.time.DayOfWeek> weekdays = row.days().weekdays();
            if (!row.intervals().isEmpty() && !weekdays.isEmpty()) {
                String when = DayWords.brief(weekdays) + " " + DayWords.times(row.intervals(), ", ");
                add(briefs, Aspect.HOURS, (quiet ? "not " : "") + when, scope, List.of(row), RuleKind.HOURS);
            }
        }
        HolidayCalendar calendar = rows.stream()
                .map(HoursRule::calendar)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (calendar == null) {
            return;
        }
        List<HoursRule> special =
                rows.stream().filter(row -> row.days().holidays()).toList();
        String times = DayWords.times(
                special.stream().flatMap(row -> row.intervals().stream()).toList(), ", ");
        String words = times.isEmpty() ? (quiet ? "left out" : "closed") : (quiet ? "not " : "") + times;
        List<HoursRule> sayers = special.isEmpty() ? rows : special;
        add(briefs, Aspect.HOLIDAYS, words + " (" + calendar.name() + ")", scope, sayers, RuleKind.HOURS);
    }

    private static String cap(CapRule row) {
        if (row.window() instanceof Window.Gap gap) {
            return Words.span(gap.length()) + " apart";
        }
        String window = row.window() instanceof Window.Rolling rolling
                ? Words.span(rolling.length())
                : "a calendar " + ((Window.Calendar) row.window()).unit().name().toLowerCase(Locale.ROOT);
        boolean plain = row.mode() == CapRule.Mode.COUNT
                && row.counts() != Counted.UNANSWERED
                && row.counts() != Counted.CONVERSATIONS;
        String max = row.max().toString();
        return "at most " + (plain ? max : CapWords.counted(max, row)) + " in " + window;
    }

    private static String consent(ConsentRule row) {
        String model =
                switch (row.model()) {
                    case OPT_IN -> row.special() == null ? "opt-in" : "special opt-in";
                    case OPT_OUT -> "opt-out";
                    case SOFT_OPT_IN -> "opt-in, or a relation";
                    case PROHIBITED -> "prohibited";
                    case NONE -> "none needed";
                };
        return row.list() == null ? model : model + ", list " + row.list().name();
    }

    private static String cooloff(CooloffRule row) {
        String length = row.length() == null ? "silence for good" : Words.span(row.length()) + " of silence";
        String times = row.times() == 1 ? "" : row.times() + " times ";
        return length + " after " + times
                + Words.or(
                        Words.sorted(row.outcomes()).map(CooloffWords::outcome).toList());
    }

    private void add(
            List<Brief> briefs,
            Aspect aspect,
            String words,
            Scope scope,
            List<? extends PolicyRule> rows,
            RuleKind kind) {
        RuleInfo first = rows.get(0).info();
        boolean lifted = shown.exemptions().stream().anyMatch(e -> rows.stream().allMatch(row -> lifts(e, kind, row)));
        String more = narrowed(scope) + (lifted ? ", with exceptions" : "") + dates(first);
        boolean verified = rows.stream().allMatch(row -> row.info().verified());
        briefs.add(new Brief(aspect, words + more, first, verified));
    }

    /** Whether an exemption lifts a row, or the list that it names. The message that confirms an opt-out is not counted. */
    private static boolean lifts(ExemptionRule exemption, RuleKind kind, PolicyRule row) {
        boolean list = row instanceof ConsentRule consent && consent.list() != null;
        return !exemption.info().table().equals("deadlines")
                && (exemption.lifts(kind, row.info()) || (list && exemption.lifts(RuleKind.LISTS, row.info())));
    }

    /** What a row is about if that is less than all marketing. */
    private static String narrowed(Scope scope) {
        List<String> narrowed = new ArrayList<>();
        if (!scope.purposes().isEmpty() && !scope.purposes().contains(Purpose.MARKETING)) {
            Words.sorted(scope.purposes()).map(Words::purpose).forEach(narrowed::add);
        }
        narrowed.addAll(scope.categories().stream().sorted().toList());
        narrowed.addAll(scope.subjects().stream().sorted().toList());
        narrowed.addAll(scope.senders().stream().sorted().toList());
        narrowed.addAll(Words.sorted(scope.senderClasses()).map(Enum::name).toList());
        narrowed.addAll(scope.campaigns().stream().sorted().toList());
        narrowed.addAll(scope.offers().stream().sorted().toList());
        return narrowed.isEmpty() ? "" : " (" + String.join(", ", narrowed) + " only)";
    }

    private String dates(RuleInfo row) {
        String from =
                row.effectiveFrom() != null && row.effectiveFrom().isAfter(day) ? ", from " + row.effectiveFrom() : "";
        return from + (row.effectiveTo() == null ? "" : ", until " + row.effectiveTo());
    }
}
