package io.tact.port;

import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.facts.Verdict;
import io.tact.model.Slot;
import java.util.Collection;
import java.util.List;

/** The compiled rules of one ruleset version. Immutable; called by many threads at once. */
public interface RulesetEvaluator extends AutoCloseable {

    /** What the policy tables say. Never runs author code; cost does not grow with rows that cannot match. */
    TableHits tables(Facts facts);

    /**
     * What the DRL rules say, by rule name. Runs author code: never on an event loop or a partition thread.
     *
     * @param slots the distinct slots of the candidates that the tables let through
     * @throws CouldNotDecideException if a rule failed or did not come to an end; then nothing may be sent
     */
    List<Verdict> rules(Facts facts, TableHits hits, Collection<Slot> slots);

    /** Whether {@link #rules} runs author code; otherwise it returns at once and may be called anywhere. */
    boolean runsAuthorCode();

    /** Frees what the rules hold. No call may be running. */
    @Override
    void close();
}
