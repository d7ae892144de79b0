package io.tact.rules.checks;

import io.tact.model.Treatment;
import io.tact.rules.tables.ParsedRuleset;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds treatments that say nothing to subscribers of a language in which most others are written. */
final class WrittenLanguages {
    private final ParsedRuleset ruleset;
    private final Cells cells;

    WrittenLanguages(ParsedRuleset ruleset, Cells cells) {
        this.ruleset = ruleset;
        this.cells = cells;
    }

    void check() {
        List<Treatment> written = ruleset.catalogue().treatments().stream()
                .filter(treatment -> !treatment.content().isEmpty())
                .toList();
        TreeMap<String, Integer> languages = new TreeMap<>();
        written.forEach(t -> t.content().keySet().forEach(language -> languages.merge(language, 1, Integer::sum)));
        String usual = ruleset.settings().language();
        for (Treatment treatment : written) {
            @Nullable String missing = treatment.contentIn(usual) == null
                    ? usual
                    : languages.keySet().stream()
                            .filter(language -> languages.getOrDefault(language, 0) * 2 > written.size())
                            .filter(language -> treatment.contentIn(language) == null)
                            .findFirst()
                            .orElse(null);
            if (missing != null) {
                tell(treatment, missing, missing.equals(usual));
            }
        }
    }

    private void tell(Treatment treatment, String language, boolean usual) {
        boolean any = language.isEmpty();
        String column = any ? "content" : "content." + language;
        String whose = any
                ? "for languages without their own, as most others have"
                : "in " + language + (usual ? ", the language of the ruleset" : ", in which most others are written");
        cells.warn(
                "catalogue",
                treatment.id(),
                null,
                column,
                "treatment " + treatment.id() + " has no content " + whose + ": it is chosen, and has no words",
                "Maybe fill " + column + (any ? "" : ", or content"));
    }
}
