package io.tact.arbitration;

import io.tact.facts.Factors;
import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.facts.Verdict;
import io.tact.model.Catalogue;
import io.tact.model.Fixed;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.Treatment;
import io.tact.port.RulesetEvaluator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Rules as a test wants them: who is not eligible, what the factors are, what DRL says. */
final class FakeEvaluator implements RulesetEvaluator {
    private final Catalogue catalogue;
    private final Set<String> ineligible = new HashSet<>();
    private final Map<String, Factors> factors = new HashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private Function<Facts, RuntimeException> failure = facts -> null;

    FakeEvaluator(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    FakeEvaluator ineligible(String treatment) {
        ineligible.add(treatment);
        return this;
    }

    FakeEvaluator propensity(String treatment, String value) {
        Treatment t = catalogue.get(catalogue.ordinal(treatment));
        factors.put(treatment, new Factors(Fixed.parse(value), Fixed.ONE, t.value(), t.lever()));
        return this;
    }

    FakeEvaluator says(Verdict verdict) {
        verdicts.add(verdict);
        return this;
    }

    FakeEvaluator failing(RuntimeException exception) {
        failure = facts -> exception;
        return this;
    }

    @Override
    public TableHits tables(Facts facts) {
        BitSet eligible = new BitSet();
        for (int i = 0; i < catalogue.size(); i++) {
            eligible.set(i, !ineligible.contains(catalogue.get(i).id()));
        }
        return new TableHits() {
            @Override
            public BitSet eligible() {
                return eligible;
            }

            @Override
            public List<Reason> ineligibility(int treatment) {
                return List.of(Reason.of(Reason.Code.ELIGIBILITY, "eligibility#none", null));
            }

            @Override
            public Factors factors(int treatment) {
                Treatment t = catalogue.get(treatment);
                return factors.getOrDefault(t.id(), new Factors(t.prior(), Fixed.ONE, t.value(), t.lever()));
            }

            @Override
            public boolean matched(String row) {
                return false;
            }
        };
    }

    @Override
    public List<Verdict> rules(Facts facts, TableHits hits, Collection<Slot> slots) {
        RuntimeException exception = failure.apply(facts);
        if (exception != null) {
            throw exception;
        }
        return verdicts;
    }

    @Override
    public boolean runsAuthorCode() {
        return true;
    }

    @Override
    public void close() {}
}
