package io.tact.rules.simulation;

import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.ArbitrationRequest;
import io.tact.arbitration.CandidateResult;
import io.tact.arbitration.CandidateState;
import io.tact.arbitration.Decider;
import io.tact.arbitration.Decision;
import io.tact.arbitration.Explain;
import io.tact.arbitration.MessageDecider;
import io.tact.arbitration.Selection;
import io.tact.arbitration.SubscriberRef;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Subscriber;
import io.tact.model.Treatment;
import io.tact.policy.Registers;
import io.tact.port.CouldNotDecideException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges a stream of wanted contacts in virtual time with one ruleset. Without budgets subscribers share nothing, so that one
 * is judged after the other and only one history is held at a time. With budgets one instant is judged after the other, and
 * the history of every subscriber is held from their first contact to their last. Belongs to one thread.
 */
final class Replay {
    private final ContactStream stream;
    private final Profiles profiles;
    private final ActiveRuleset active;
    private final Duration retention;
    private final Judgements judgements;
    private final CountedBudgets budgets;

    Replay(ActiveRuleset active, ContactStream stream, Profiles profiles, Duration retention) {
        this.stream = stream;
        this.profiles = profiles;
        this.active = active;
        this.retention = retention;
        this.judgements = new Judgements(stream.size());
        this.budgets = new CountedBudgets(active);
    }

    SimulationSummary run(String stage, Progress progress) throws SimulationException {
        Steps steps = new Steps(stage, stream.size(), progress);
        if (budgets.isEmpty()) {
            runBySubscriber(steps);
        } else {
            runByTime(steps);
        }
        return SimulationSummary.of(active.ruleset().version(), stream, judgements, budgets.counts());
    }

    /** What became of each row. */
    Judgements judgements() {
        return judgements;
    }

    private void runBySubscriber(Steps steps) throws SimulationException {
        for (int[] rows : stream.bySubscriber()) {
            ContactHistory history = begun(rows[0]);
            for (int row : rows) {
                history = judge(row, history);
            }
            steps.done(rows.length);
        }
    }

    private void runByTime(Steps steps) throws SimulationException {
        int[] toCome = new int[stream.ids().size()];
        for (int subscriber : stream.subscribers()) {
            toCome[subscriber]++;
        }
        @Nullable ContactHistory[] histories = new ContactHistory[toCome.length];
        for (int row : stream.byTime()) {
            int subscriber = stream.subscribers()[row];
            ContactHistory known = histories[subscriber];
            ContactHistory after = judge(row, known == null ? begun(row) : known);
            histories[subscriber] = --toCome[subscriber] == 0 ? null : after;
            steps.done(1);
        }
    }

    /** Tells of every percent. */
    private static final class Steps {
        private final String stage;
        private final int total;
        private final Progress progress;
        private int done;
        private int percent = -1;

        Steps(String stage, int total, Progress progress) {
            this.stage = stage;
            this.total = total;
            this.progress = progress;
        }

        void done(int rows) {
            done += rows;
            int now = (int) (100L * done / total);
            if (now > percent) {
                percent = now;
                progress.at(stage, done, total);
            }
        }
    }

    /** The history of a row's subscriber before their first contact. */
    private ContactHistory begun(int row) {
        String id = stream.ids().get(stream.subscribers()[row]);
        return ContactHistory.empty(LedgerKey.ofSubscriber(id)).with(profiles.subscriber(id, stream.instant(row)));
    }

    /** Judges a row, and gives the history after it. */
    private ContactHistory judge(int row, ContactHistory history) throws SimulationException {
        Subscriber subscriber = history.subscribers().get(0);
        Instant now = stream.instant(row);
        Wanted wanted = stream.message(row);
        Subscriber as = as(subscriber, wanted.own());
        ContactHistory known = as.equals(subscriber) ? history : history.with(as);
        try {
            Contact granted = judge(row, wanted, as, known, now);
            return granted == null ? history : history.plus(List.of(granted)).settledAt(now, retention);
        } catch (CouldNotDecideException e) {
            throw new SimulationException(
                    "could not decide contact " + (row + 1) + " of the file, for subscriber " + subscriber.id() + " at "
                            + now + ": " + e.getMessage(),
                    e);
        }
    }

    private static Subscriber as(Subscriber s, Wanted.OwnFields own) {
        if (own.isEmpty()) {
            return s;
        }
        return new Subscriber(
                s.id(),
                s.lines(),
                s.emails(),
                s.devices(),
                own.zone() == null ? s.zone() : own.zone(),
                own.jurisdiction() == null ? s.jurisdiction() : own.jurisdiction(),
                own.language() == null ? s.language() : own.language(),
                s.profile(),
                s.consents());
    }

    private @Nullable Contact judge(
            int row, Wanted wanted, Subscriber subscriber, ContactHistory history, Instant now) {
        if (wanted.route() instanceof Wanted.Route.Permission permission) {
            CandidateResult result = new MessageDecider(active, Registers.EMPTY, budgets.left(now))
                    .judge(permission.message(), subscriber, history, now);
            boolean yes = result.state() == CandidateState.SELECTED;
            return note(row, subscriber, now, yes ? permission.message() : null, List.of(result));
        }
        Wanted.Route.FromCatalogue route = (Wanted.Route.FromCatalogue) wanted.route();
        ArbitrationRequest request = new ArbitrationRequest(
                new SubscriberRef.ById(subscriber.id()),
                route.direction(),
                List.of(),
                List.of(wanted.campaign()),
                Map.of(),
                1,
                false,
                Explain.FULL,
                false,
                null);
        Decision decision = new Decider(active, Registers.EMPTY, budgets.left(now))
                .decide(request, subscriber, history, now, "row-" + row, route.within());
        Selection best = decision.best();
        return note(row, subscriber, now, best == null ? null : best.treatment(), decision.others());
    }

    /**
     * Notes how a row ended, and gives the contact it became, if it was granted.
     *
     * @param message what was granted; null for nothing
     */
    private @Nullable Contact note(
            int row, Subscriber subscriber, Instant now, @Nullable Treatment message, List<CandidateResult> results) {
        List<CandidateResult> losers = results.stream()
                .filter(r -> r.state() != CandidateState.SELECTED)
                .toList();
        losers.forEach(loser -> budgets.refused(loser.reasons(), now));
        if (message == null) {
            judgements.note(row, Judgement.lost(losers), nextAllowedAt(losers));
            return null;
        }
        judgements.note(row, Judgement.granted(message.slot().channel().name()), null);
        budgets.draw(message.slot(), now);
        return new Contact(
                // Ids order the contacts of one instant: as the rows of the file are.
                String.format("row-%010d", row),
                subscriber.id(),
                subscriber.destination(message.slot().channel()),
                message.slot(),
                message.id(),
                now,
                null,
                ContactState.SENT,
                List.of());
    }

    private static @Nullable Instant nextAllowedAt(List<CandidateResult> losers) {
        return losers.stream()
                .map(CandidateResult::nextAllowedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
