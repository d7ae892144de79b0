package io.tact.rules.drools;

import io.tact.facts.Facts;
import io.tact.facts.History;
import io.tact.facts.TableHits;
import io.tact.facts.Verdict;
import io.tact.facts.Verdicts;
import io.tact.model.Slot;
import io.tact.port.CouldNotDecideException;
import io.tact.rules.drools.cage.Fuel;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.core.phreak.RuleAgendaItem;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;

/**
 * Drools sessions, one for each decision that runs at the same time. A session in which anything went wrong is never used
 * again: Drools' own pool would take it back.
 */
final class SessionPool implements AutoCloseable {
    /** How many rules may fire in one decision; more is taken for rules that wake each other for ever. */
    static final int MAX_FIRINGS = 10_000;

    private final KieBase kieBase;
    private final int treatments;
    private final Joins joins;
    private final RuleFailures failures;
    private final ConcurrentLinkedQueue<StatefulKnowledgeSessionImpl> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** @param treatments how many there are in the catalogue */
    SessionPool(KieBase kieBase, int treatments, Joins joins, RuleFailures failures) {
        this.kieBase = kieBase;
        this.treatments = treatments;
        this.joins = joins;
        this.failures = failures;
    }

    List<Verdict> verdicts(Facts facts, TableHits hits, Collection<Slot> slots) {
        if (closed) {
            throw new IllegalStateException("these rules are closed");
        }
        joins.check(slots.size(), failures);
        StatefulKnowledgeSessionImpl free = idle.poll();
        StatefulKnowledgeSessionImpl session =
                free != null ? free : (StatefulKnowledgeSessionImpl) kieBase.newKieSession();
        boolean sound = false;
        try {
            List<Verdict> verdicts = fire(session, facts, hits, slots);
            session.reset();
            sound = true;
            return verdicts;
        } finally {
            if (sound && !closed) {
                idle.add(session);
            } else {
                session.dispose();
            }
        }
    }

    private List<Verdict> fire(
            StatefulKnowledgeSessionImpl session, Facts facts, TableHits hits, Collection<Slot> slots) {
        Watch watch = new Watch();
        Fuel.fill(treatments, facts.history().contacts().size());
        try {
            session.addEventListener(watch);
            session.setGlobal("verdicts", watch.verdicts);
            session.insert(facts.request());
            session.insert(facts.profile());
            session.insert(new History(facts));
            session.insert(hits);
            slots.forEach(session::insert);
            if (session.fireAllRules(MAX_FIRINGS) >= MAX_FIRINGS) {
                throw failures.endless(MAX_FIRINGS, watch.recent);
            }
            return watch.verdicts.all();
        } catch (CouldNotDecideException e) {
            throw e;
        } catch (RuntimeException | VirtualMachineError | LinkageError | AssertionError e) {
            throw failures.failed(e, watch.firing, suspects(session, e));
        } finally {
            Fuel.drain();
        }
    }

    /**
     * The rules of one of which the conditions were looked at: the rule at the head of the agenda, or those that Drools looks
     * at before it asks the agenda, such as rules with no-loop.
     */
    private static List<String> suspects(StatefulKnowledgeSessionImpl session, Throwable thrown) {
        boolean early = Arrays.stream(PlainWords.rootOf(thrown).getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("evaluateEagerList"));
        if (early) {
            return session.getKieBase().getKiePackages().stream()
                    .flatMap(p -> p.getRules().stream())
                    .filter(r -> r instanceof RuleImpl rule && rule.isEager())
                    .map(Rule::getName)
                    .sorted()
                    .toList();
        }
        RuleAgendaItem item = session.getAgenda().peekNextRule();
        return item == null ? List.of() : List.of(item.getRule().getName());
    }

    /** Tells the verdicts which rule is speaking, and remembers which rules fire when it is getting late. */
    private static final class Watch extends DefaultAgendaEventListener {
        private final Verdicts verdicts = new Verdicts();
        private final Map<String, Integer> recent = new HashMap<>();
        private @Nullable String firing;
        private int firings;

        @Override
        public void beforeMatchFired(BeforeMatchFiredEvent event) {
            String rule = event.getMatch().getRule().getName();
            firing = rule;
            verdicts.firing(rule);
            firings++;
            if (firings > MAX_FIRINGS / 2) {
                recent.merge(rule, 1, Integer::sum);
            }
        }

        @Override
        public void afterMatchFired(AfterMatchFiredEvent event) {
            firing = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        for (StatefulKnowledgeSessionImpl session = idle.poll(); session != null; session = idle.poll()) {
            session.dispose();
        }
    }
}
