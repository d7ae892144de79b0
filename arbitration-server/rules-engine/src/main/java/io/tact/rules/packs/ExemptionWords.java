package io.tact.rules.packs;

import io.tact.policy.ExemptionRule;
import io.tact.policy.RuleKind;
import java.util.ArrayList;
import java.util.List;

/** Rows of exemptions, in words. */
final class ExemptionWords {
    private static final String OF_CONSENT = "consent#";

    private ExemptionWords() {}

    static String of(ExemptionRule row) {
        StringBuilder words = new StringBuilder(Words.capital(Words.messages(row.scope())));
        if (!row.relations().isEmpty()) {
            words.append(" to ").append(Words.related(row.relations()));
            if (row.validFor() != null) {
                words.append(", until ").append(Words.span(row.validFor())).append(" after that ended");
            }
        }
        words.append(": ").append(effect(row)).append('.');
        boolean consent = row.lifts().contains(RuleKind.CONSENT)
                || row.liftsRows().stream().anyMatch(name -> name.startsWith(OF_CONSENT));
        if (consent && !row.relations().isEmpty()) {
            words.append(" Who refused is still left alone.");
        }
        return words.toString();
    }

    private static String effect(ExemptionRule row) {
        List<String> lifted = new ArrayList<>();
        for (RuleKind kind : Words.sorted(row.lifts()).toList()) {
            lifted.add("the " + kind(kind) + " of this pack");
        }
        lifted.addAll(row.liftsRows().stream().sorted().toList());
        List<String> effects = new ArrayList<>();
        if (!lifted.isEmpty()) {
            effects.add("not bound by " + Words.and(lifted));
        }
        if (!row.countsTowardCaps()) {
            effects.add("not counted by the caps of this pack");
        }
        return Words.and(effects);
    }

    private static String kind(RuleKind kind) {
        return switch (kind) {
            case HOURS -> "hours";
            case CAPS -> "caps";
            case COOLOFFS -> "cool-offs";
            case CONSENT -> "rules of consent";
            case LISTS -> "do-not-call lists";
            case EXCLUSIONS -> "exclusions";
        };
    }
}
