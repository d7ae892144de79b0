package io.tact.policy;

import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Consent and do-not-call lists, by the letter. */
final class NaiveConsents {
    private NaiveConsents() {}

    static boolean isMissing(ConsentRule rule, NaiveMoment m) {
        Boolean said = said(m, rule.special(), rule.validFor());
        return switch (rule.model()) {
            case OPT_IN -> said == null || !said;
            case OPT_OUT -> said != null && !said;
            case SOFT_OPT_IN -> said == null ? !NaiveExemptions.isRelated(rule.softFor(), null, m.slot(), m) : !said;
            case PROHIBITED -> true;
            case NONE -> false;
        };
    }

    /** Whether a refusal stands that a row must hear: an ordinary one, or one of the special consent it asks for. */
    static boolean isRefused(ConsentRule rule, NaiveMoment m) {
        return Boolean.FALSE.equals(said(m, null, rule.validFor()))
                || Boolean.FALSE.equals(said(m, rule.special(), rule.validFor()));
    }

    /** Whether a special consent stands; an ordinary one for null. */
    static boolean isGranted(@Nullable SpecialConsent special, NaiveMoment m) {
        return Boolean.TRUE.equals(said(m, special, null));
    }

    static boolean isListed(ConsentRule rule, ConsentRule.ListCheck check, NaiveMoment m) {
        if (check.liftedByConsent() && Boolean.TRUE.equals(said(m, rule.special(), rule.validFor()))) {
            return false;
        }
        DoNotCallLists.Listing list = m.given().situation.registers().lists().find(check.name());
        if (list == null || m.isOlder(list.asOf(), check.maxAge())) {
            return true;
        }
        String address = address(m);
        return address != null && list.contains(address);
    }

    private static @Nullable String address(NaiveMoment m) {
        if (m.given().line != null) {
            return m.given().line;
        }
        Channel channel = m.slot().channel();
        List<String> known = channel.name().equals("EMAIL")
                ? m.subscriber().emails()
                : channel.name().equals("PUSH")
                        ? m.subscriber().devices()
                        : m.subscriber().lines();
        return known.isEmpty() ? null : known.get(0);
    }

    /** What the subscriber said that stands: true for a grant, false for a refusal, null for nothing. */
    private static @Nullable Boolean said(NaiveMoment m, @Nullable SpecialConsent special, @Nullable Span validFor) {
        List<Consent> speaking = speaking(m, special, validFor);
        if (speaking.isEmpty()) {
            return null;
        }
        long most = speaking.stream().mapToLong(NaiveConsents::dimensions).max().orElseThrow();
        List<Consent> specific =
                speaking.stream().filter(c -> dimensions(c) == most).toList();
        Instant latest = specific.stream()
                .map(Consent::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return specific.stream().filter(c -> c.at().equals(latest)).allMatch(Consent::granted);
    }

    /** All refusals, and the grants in force after which nothing was refused. */
    static List<Consent> speaking(NaiveMoment m, @Nullable SpecialConsent special, @Nullable Span validFor) {
        List<Consent> about = m.subscriber().consents().stream()
                .filter(c -> c.special() == special && NaiveMatch.covers(c, m.slot()))
                .toList();
        return about.stream()
                .filter(c -> !c.granted() || holds(c, validFor, m))
                .filter(c -> !c.granted() || about.stream().noneMatch(r -> !r.granted() && r.at().isAfter(c.at())))
                .toList();
    }

    private static boolean holds(Consent grant, @Nullable Span validFor, NaiveMoment m) {
        return !m.t().isBefore(grant.at())
                && (grant.expiresAt() == null || m.t().isBefore(grant.expiresAt()))
                && m.isWithin(grant.at(), validFor);
    }

    private static long dimensions(Consent c) {
        return Stream.of(c.channel(), c.purpose(), c.category(), c.sender())
                .filter(Objects::nonNull)
                .count();
    }
}
