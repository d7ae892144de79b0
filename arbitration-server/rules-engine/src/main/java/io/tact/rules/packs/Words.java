package io.tact.rules.packs;

import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import io.tact.policy.Scope;
import io.tact.policy.ZoneBasis;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What rows are made of, in plain English. */
final class Words {
    private static final Set<Direction> OUTBOUND = Set.of(Direction.OUTBOUND);

    private Words() {}

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String and(Collection<String> words) {
        return joined(words, " and ");
    }

    /** {@code a}, {@code a or b}, {@code a, b or c}. */
    static String or(Collection<String> words) {
        return joined(words, " or ");
    }

    private static String joined(Collection<String> words, String last) {
        List<String> all = new ArrayList<>(words);
        int end = all.size() - 1;
        return end < 1 ? String.join("", all) : String.join(", ", all.subList(0, end)) + last + all.get(end);
    }

    static String capital(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** {@code 1 attempt}, {@code 4 attempts}. */
    static String counted(String number, String noun) {
        return number + " " + noun + (number.equals("1") ? "" : "s");
    }

    /** {@code 60 days}, {@code 1 day and 12 hours}. */
    static String span(Span span) {
        List<String> parts = new ArrayList<>();
        Period period = span.period();
        add(parts, period.getYears(), "year");
        add(parts, period.getMonths(), "month");
        add(parts, period.getDays(), "day");
        Duration time = span.duration();
        add(parts, time.toHours(), "hour");
        add(parts, time.toMinutesPart(), "minute");
        add(parts, time.toSecondsPart(), "second");
        return parts.isEmpty() ? "no time" : and(parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number != 0) {
            parts.add(counted(Long.toString(number), unit));
        }
    }

    /** Which messages: {@code live calls and SMS for marketing}. */
    static String messages(Scope scope) {
        StringBuilder words = new StringBuilder(direction(scope.directions()));
        words.append(channels(scope.channels()));
        if (!scope.purposes().isEmpty()) {
            words.append(" for ")
                    .append(and(sorted(scope.purposes()).map(Words::purpose).toList()));
        }
        about(words, " about ", scope.categories());
        about(words, " on the subject ", scope.subjects());
        about(words, " from ", scope.senders());
        about(
                words,
                " from senders of class ",
                sorted(scope.senderClasses()).map(Enum::name).toList());
        about(words, " of the campaign ", scope.campaigns());
        about(words, " of the offer ", scope.offers());
        return words.toString();
    }

    private static String direction(Set<Direction> directions) {
        if (directions.equals(OUTBOUND)) {
            return "";
        }
        return directions.size() == 1 ? "inbound " : "inbound and outbound ";
    }

    private static void about(StringBuilder words, String which, Collection<String> values) {
        if (!values.isEmpty()) {
            words.append(which).append(or(values.stream().sorted().toList()));
        }
    }

    static String channels(Set<Channel> channels) {
        if (channels.isEmpty()) {
            return "messages on any channel";
        }
        return and(channels.stream()
                .sorted(Comparator.comparing(Words::rank).thenComparing(Channel::name))
                .map(Words::channel)
                .toList());
    }

    private static int rank(Channel channel) {
        List<String> first = List.of("CALL_CENTRE", "IVR", "SMS", "MMS", "EMAIL", "PUSH");
        int rank = first.indexOf(channel.name());
        return rank < 0 ? first.size() : rank;
    }

    static String channel(Channel channel) {
        return switch (channel.name()) {
            case "CALL_CENTRE" -> "live calls";
            case "IVR" -> "automatic calls";
            case "EMAIL" -> "e-mail";
            case "PUSH" -> "push messages";
            case "IN_APP" -> "messages in the app";
            case "WHATSAPP" -> "WhatsApp";
            case "FAX" -> "fax";
            case "DIRECT_MAIL" -> "letters";
            case "DOOR" -> "visits";
            case "WEB" -> "the website";
            case "STORE" -> "shops";
            default -> channel.name();
        };
    }

    static String purpose(Purpose purpose) {
        return switch (purpose) {
            case EMERGENCY -> "emergencies";
            case TRANSACTIONAL -> "transactions";
            case SERVICE -> "service";
            case COLLECTIONS -> "debt collection";
            case RESEARCH -> "research";
            case MARKETING -> "marketing";
        };
    }

    /** Who has a relation: {@code who asked to be contacted}. */
    static String related(Set<Relation.Kind> kinds) {
        return "who " + or(sorted(kinds).map(Words::relation).toList());
    }

    private static String relation(Relation.Kind kind) {
        return switch (kind) {
            case EXISTING_CUSTOMER -> "is the sender's customer";
            case OWN_SIMILAR_PRODUCT -> "bought a similar product of the sender's own";
            case ONGOING_CONTRACT -> "has an ongoing contract with the sender";
            case EXPRESS_REQUEST -> "asked to be contacted";
        };
    }

    /** A consent to something in particular: {@code consent to be contacted at night}. */
    static String consent(SpecialConsent special) {
        return switch (special) {
            case OUTSIDE_HOURS -> "consent to be contacted outside the hours";
            case NIGHT -> "consent to be contacted at night";
            case AUTOMATED -> "consent to automatic calls and texts";
        };
    }

    static String clock(ZoneBasis basis) {
        return basis.fixed() == null ? "on the subscriber's clock" : "on the clock of " + basis.fixed();
    }

    static <E extends Enum<E>> java.util.stream.Stream<E> sorted(Set<E> values) {
        return values.stream().sorted();
    }
}
