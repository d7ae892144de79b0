package io.tact.rules.checks;

import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Slot;
import io.tact.model.Treatment;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.HoursRule;
import io.tact.policy.Scope;
import io.tact.rules.tables.ParsedRuleset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds what a table leaves out that speaks of all else of its kind: channels without consent, hours or caps where others have
 * them, and treatments without words in a language that others are written in.
 */
final class Gaps {
    /** The channels that ring, buzz or knock. */
    private static final Set<String> INTERRUPTING =
            Set.of("PUSH", "SMS", "MMS", "RCS", "USSD", "WHATSAPP", "IVR", "CALL_CENTRE", "FAX", "DOOR");

    private static final List<Purpose> TIMED = List.of(Purpose.MARKETING, Purpose.RESEARCH, Purpose.COLLECTIONS);

    private final ParsedRuleset ruleset;
    private final Cells cells;

    Gaps(ParsedRuleset ruleset, Cells cells) {
        this.ruleset = ruleset;
        this.cells = cells;
    }

    void check() {
        consent();
        hours();
        caps();
        new WrittenLanguages(ruleset, cells).check();
    }

    private void consent() {
        List<ConsentRule> rows = Scopes.of(ConsentRule.class, ruleset.policy());
        if (!rows.isEmpty()) {
            tell(
                    sent(Purpose.MARKETING),
                    scopes(rows, ConsentRule::scope),
                    slot -> "no row of consent speaks of MARKETING on " + slot.channel()
                            + ": it is sent whatever the subscriber said",
                    "Maybe add a row with model OPT_IN, OPT_OUT, or NONE if that is meant");
        }
    }

    private void hours() {
        Set<Scope> scopes = scopes(Scopes.of(HoursRule.class, ruleset.policy()), HoursRule::scope);
        for (Purpose purpose : TIMED) {
            List<Treatment> sent = sent(purpose).stream()
                    .filter(t -> INTERRUPTING.contains(t.slot().channel().name()))
                    .toList();
            tell(
                    leftOut(sent, scopes),
                    scopes,
                    slot -> "no row of hours speaks of " + purpose + " on " + slot.channel()
                            + ", as others do of most channels: it is sent at night too",
                    "Maybe add a row, from 00:00 to 24:00 if that is meant");
        }
    }

    private void caps() {
        Set<Scope> scopes = scopes(Scopes.of(CapRule.class, ruleset.policy()), CapRule::scope);
        tell(
                leftOut(sent(Purpose.MARKETING), scopes),
                scopes,
                slot -> "no row of caps counts MARKETING on " + slot.channel()
                        + ", as others do on most channels: there is no limit to it",
                "Maybe add a row");
    }

    /** Those on channels of which no row speaks at all, where rows speak of all that is sent on two others or more, and on most. */
    private static List<Treatment> leftOut(List<Treatment> sent, Set<Scope> scopes) {
        Map<String, Set<Boolean>> spokenOf = new HashMap<>();
        for (Treatment treatment : sent) {
            Slot slot = treatment.slot();
            spokenOf.computeIfAbsent(slot.channel().name(), c -> new HashSet<>())
                    .add(scopes.stream().anyMatch(scope -> scope.covers(slot)));
        }
        long whole = spokenOf.values().stream().filter(Set.of(true)::equals).count();
        long none = spokenOf.values().stream().filter(Set.of(false)::equals).count();
        return whole < 2 || none >= whole
                ? List.of()
                : sent.stream()
                        .filter(t -> Set.of(false)
                                .equals(spokenOf.get(t.slot().channel().name())))
                        .toList();
    }

    private List<Treatment> sent(Purpose purpose) {
        return ruleset.catalogue().treatments().stream()
                .filter(t ->
                        t.slot().direction() == Direction.OUTBOUND && t.slot().purpose() == purpose)
                .toList();
    }

    /** What rows are about whoever speaks, and whatever class they are of: that is the credential's to say. */
    private static <T> Set<Scope> scopes(List<T> rows, Function<T, Scope> scope) {
        Set<Scope> scopes = new LinkedHashSet<>();
        rows.forEach(row -> {
            Scope s = scope.apply(row);
            scopes.add(new Scope(
                    s.channels(),
                    s.directions(),
                    s.purposes(),
                    s.categories(),
                    Set.of(),
                    Set.of(),
                    s.campaigns(),
                    s.offers(),
                    s.subjects()));
        });
        return scopes;
    }

    /** Tells, once for each channel, of the first treatment that no row is about. */
    private void tell(List<Treatment> treatments, Set<Scope> scopes, Function<Slot, String> what, String advice) {
        Set<String> told = new HashSet<>();
        Set<Slot> spokenOf = new HashSet<>();
        for (Treatment treatment : treatments) {
            Slot slot = treatment.slot();
            String channel = slot.channel().name();
            if (told.contains(channel) || spokenOf.contains(slot)) {
                continue;
            }
            if (scopes.stream().anyMatch(scope -> scope.covers(slot))) {
                spokenOf.add(slot);
            } else {
                told.add(channel);
                cells.warn("catalogue", treatment.id(), null, "channel", what.apply(slot), advice);
            }
        }
    }
}
