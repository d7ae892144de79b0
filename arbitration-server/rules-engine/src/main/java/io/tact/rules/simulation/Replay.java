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
import io.tact.model.Reason;
import io.tact.model.Subscriber;
import io.tact.model.Treatment;
import io.tact.port.CouldNotDecideException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a stream of wanted contacts in virtual time with one ruleset. Subscribers share nothing, so that one is judged
 * after the other and only one history is held at a time. Belongs to one thread.
 */
final class Replay {
    private final ContactStream stream;
    private final Profiles profiles;
    private final Decider decider;
    private final MessageDecider messageDecider;
    private final Duration retention;
    private final Judgements judgements;

    Replay(ActiveRuleset active, ContactStream stream, Profiles profiles, Duration retention) {
        this.stream = stream;
        this.profiles = profiles;
        this.decider = new Decider(active);
        this.messageDecider = new MessageDecider(active);
        this.retention = retention;
        this.judgements = new Judgements(stream.size());
    }

    Judgements run(String stage, Progress progress) throws SimulationException {
        int done = 0;
        int total = stream.size();
        int percent = -1;
        int[][] bySubscriber = stream.bySubscriber();
        for (int subscriber = 0; subscriber < bySubscriber.length; subscriber++) {
            judge(stream.ids().get(subscriber), bySubscriber[subscriber]);
            done += bySubscriber[subscriber].length;
            int now = (int) (100L * done / total);
            if (now > percent) {
                percent = now;
                progress.at(stage, done, total);
            }
        }
        return judgements;
    }

    private void judge(String id, int[] rows) throws SimulationException {
        Subscriber subscriber = profiles.subscriber(id, stream.instant(rows[0]));
        ContactHistory history =
                ContactHistory.empty(LedgerKey.ofSubscriber(id)).with(subscriber);
        for (int row : rows) {
            Instant now = stream.instant(row);
            Wanted wanted = stream.message(row);
            Subscriber as = as(subscriber, wanted.own());
            ContactHistory known = as.equals(subscriber) ? history : history.with(as);
            try {
                Contact granted = judge(row, wanted, as, known, now);
                if (granted != null) {
                    history = history.plus(List.of(granted)).settledAt(now, retention);
                }
            } catch (CouldNotDecideException e) {
                throw new SimulationException(
                        "could not decide contact " + (row + 1) + " of the file, for subscriber " + id + " at " + now
                                + ": " + e.getMessage(),
                        e);
            }
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
            CandidateResult result = messageDecider.judge(permission.message(), subscriber, history, now);
            return note(row, subscriber, now, permission.message(), List.of(result));
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
        Decision decision = decider.decide(request, subscriber, history, now, "row-" + row, route.within());
        Selection best = decision.best();
        return best == null
                ? note(row, subscriber, now, null, decision.others())
                : note(row, subscriber, now, best.treatment(), List.of());
    }

    /** Notes how a row ended, and gives the contact it became, if it was granted. */
    private @Nullable Contact note(
            int row, Subscriber subscriber, Instant now, @Nullable Treatment message, List<CandidateResult> results) {
        List<CandidateResult> losers = results.stream()
                .filter(r -> r.state() != CandidateState.SELECTED)
                .toList();
        if (message == null || !losers.isEmpty()) {
            judgements.note(row, lost(losers), nextAllowedAt(losers));
            return null;
        }
        judgements.note(
                row,
                new Judgement(CandidateState.SELECTED, message.slot().channel().name(), List.of(), List.of()),
                null);
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

    private static Judgement lost(List<CandidateResult> losers) {
        if (losers.isEmpty()) {
            return new Judgement(CandidateState.INELIGIBLE, null, List.of("catalogue"), List.of("catalogue"));
        }
        CandidateState state = state(losers);
        Set<String> rules = new LinkedHashSet<>();
        Set<String> soleCauses = new LinkedHashSet<>();
        for (CandidateResult loser : losers) {
            if (loser.state() == state) {
                List<String> own =
                        loser.reasons().stream().map(Reason::rule).distinct().toList();
                rules.addAll(own);
                if (own.size() == 1) {
                    soleCauses.addAll(own);
                }
            }
        }
        return new Judgement(state, null, List.copyOf(rules), List.copyOf(soleCauses));
    }

    /** How far the best of them came: withheld by policy, else held back as control, else not eligible. */
    private static CandidateState state(List<CandidateResult> losers) {
        for (CandidateState state : List.of(CandidateState.WITHHELD, CandidateState.CONTROL)) {
            if (losers.stream().anyMatch(r -> r.state() == state)) {
                return state;
            }
        }
        return CandidateState.INELIGIBLE;
    }

    private static @Nullable Instant nextAllowedAt(List<CandidateResult> losers) {
        return losers.stream()
                .map(CandidateResult::nextAllowedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
