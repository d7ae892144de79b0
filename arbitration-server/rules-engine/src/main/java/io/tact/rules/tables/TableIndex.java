package io.tact.rules.tables;

import io.tact.facts.Factors;
import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.model.Catalogue;
import io.tact.model.Dictionary;
import io.tact.model.Reason;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the tables {@code eligibility} and {@code scoring}: one lookup per attribute finds, as a set of rows, those
 * whose conditions on it hold, and the sets are intersected. Safe for any thread.
 */
public final class TableIndex {
    private final EligibilityIndex eligibility;
    private final ScoringIndex scoring;
    private final Map<String, Integer> eligibilityRows = new HashMap<>();

    /**
     * @param eligibility rows whose targets and attributes are of that catalogue and dictionary
     * @param scoring likewise
     */
    public TableIndex(
            Dictionary dictionary, Catalogue catalogue, List<EligibilityRow> eligibility, List<ScoringRow> scoring) {
        this.eligibility = new EligibilityIndex(dictionary, catalogue, eligibility);
        this.scoring = new ScoringIndex(dictionary, catalogue, scoring);
        for (int i = 0; i < eligibility.size(); i++) {
            eligibilityRows.put(eligibility.get(i).name(), i);
        }
    }

    public TableIndex(ParsedRuleset parsed) {
        this(parsed.dictionary(), parsed.catalogue(), parsed.eligibility(), parsed.scoring());
    }

    /** What the tables say of some facts. */
    public TableHits hits(Facts facts) {
        return new Hits(facts);
    }

    private final class Hits implements TableHits {
        private final Facts facts;
        private final long[] holding;
        private final BitSet eligible;
        private long @Nullable [] scores;

        Hits(Facts facts) {
            this.facts = facts;
            this.holding = eligibility.holding(facts);
            this.eligible = eligibility.eligible(holding);
        }

        @Override
        public BitSet eligible() {
            return eligible;
        }

        @Override
        public List<Reason> ineligibility(int treatment) {
            return eligible.get(treatment) ? List.of() : eligibility.ineligibility(treatment, facts);
        }

        @Override
        public Factors factors(int treatment) {
            return scoring.factors(treatment, scores(), facts);
        }

        @Override
        public boolean matched(String row) {
            Integer number = eligibilityRows.get(row);
            if (number != null) {
                return Bits.get(holding, number);
            }
            return scoring.has(row) && scoring.matched(row, scores());
        }

        @Override
        public String toString() {
            return "TableHits";
        }

        private long[] scores() {
            long[] known = scores;
            if (known == null) {
                known = scoring.holding(facts);
                scores = known;
            }
            return known;
        }
    }
}
