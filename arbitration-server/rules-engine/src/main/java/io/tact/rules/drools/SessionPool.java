package io.tact.rules.drools;

import io.tact.facts.Facts;
import io.tact.facts.History;
import io.tact.facts.TableHits;
import io.tact.facts.Verdict;
import io.tact.facts.Verdicts;
import io.tact.model.Slot;
import io.tact.port.CouldNotDecideException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.kie.api.KieBase;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;

/**
 * Drools sessions, one for each decision that runs at the same time. A session in which anything went wrong is never used
 * again: Drools' own pool would take it back.
 */
final class SessionPool implements AutoCloseable {
    /** How many rules may fire in one decision; more is taken for rules that wake each other for ever. */
    static final int MAX_FIRINGS = 10_000;

    private final KieBase kieBase;
    private final ConcurrentLinkedQueue<StatefulKnowledgeSessionImpl> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    SessionPool(KieBase kieBase) {
        this.kieBase = kieBase;
    }

    List<Verdict> verdicts(Facts facts, TableHits hits, Collection<Slot> slots) {
        if (closed) {
            throw new IllegalStateException("these rules are closed");
        }
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

    private static List<Verdict> fire(KieSession session, Facts facts, TableHits hits, Collection<Slot> slots) {
        Naming naming = new Naming();
        try {
            session.addEventListener(naming);
            session.setGlobal("verdicts", naming.verdicts);
            session.insert(facts.request());
            session.insert(facts.profile());
            session.insert(new History(facts));
            session.insert(hits);
            slots.forEach(session::insert);
            if (session.fireAllRules(MAX_FIRINGS) >= MAX_FIRINGS) {
                throw new CouldNotDecideException("rule \"" + naming.rule + "\" and others fired " + MAX_FIRINGS
                        + " times. Maybe a rule changes what it looks at");
            }
            return naming.verdicts.all();
        } catch (CouldNotDecideException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            String rule =
                    naming.rule.isEmpty() ? "a condition" : "rule \"" + naming.rule + "\" or a condition after it";
            throw new CouldNotDecideException(rule + " failed: " + rootOf(e), e);
        }
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root;
    }

    /** Tells the verdicts which rule is speaking. */
    private static final class Naming extends DefaultAgendaEventListener {
        private final Verdicts verdicts = new Verdicts();
        private String rule = "";

        @Override
        public void beforeMatchFired(BeforeMatchFiredEvent event) {
            rule = event.getMatch().getRule().getName();
            verdicts.firing(rule);
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
